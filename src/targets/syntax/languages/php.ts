import { each, type ScopeTable } from "../scopeTable.ts";

const method = "(method_declaration name: (_) @name body: (_)? @inside) @it";

export const php: ScopeTable = {
  queries: {
    argument: "(arguments (_) @it) (formal_parameters (_) @it)",
    parameters: `${each(
      "function_call_expression member_call_expression nullsafe_member_call_expression scoped_call_expression",
      (type) => `(${type} arguments: (_) @it) @domain`,
    )}
(object_creation_expression (arguments) @it) @domain
${each(
  "function_definition method_declaration anonymous_function arrow_function",
  (type) => `(${type} parameters: (_) @it) @domain`,
)}`,
    string: "[(string) (encapsed_string) (heredoc) (nowdoc)] @it",
    call: `(function_call_expression function: (_) @name) @it
${each(
  "member_call_expression nullsafe_member_call_expression scoped_call_expression",
  (type) => `(${type} name: (_) @name) @it`,
)}
(object_creation_expression . (_) @name) @it`,
    condition: `${each(
      "if_statement else_if_clause while_statement do_statement",
      (type) => `(${type} condition: (parenthesized_expression (_) @it)) @domain`,
    )}
(for_statement condition: (_) @it) @domain
(conditional_expression condition: (_) @it) @domain`,
    block: "[(compound_statement) (declaration_list) (switch_block) (match_block)] @it",
    statement: `${each("program compound_statement declaration_list", (type) => `(${type} (_) @it)`)}
(case_statement (statement) @it)`,
    function: `(function_definition name: (_) @name body: (_) @inside) @it ${method}`,
    method,
    class: each(
      "class_declaration interface_declaration trait_declaration enum_declaration",
      (type) => `(${type} name: (_) @name body: (_) @inside) @it`,
    ),
    import: "(namespace_use_declaration) @it",
    comment: "(comment) @it",
    attribute: "(attribute_group) @it",
    key: "(array_element_initializer . (_) @it @name . (_)) @domain",
    value: `(array_element_initializer . (_) @name . (_) @it) @domain
(assignment_expression left: (_) @name right: (_) @it) @domain
(property_element name: (_) @name default_value: (_) @it) @domain
(simple_parameter name: (_) @name default_value: (_) @it) @domain
(const_element . (_) @name (_) @it) @domain
(return_statement (_) @it) @domain`,
    members: "(array_creation_expression) @it",
    symbol: `(property_element name: (_) @name) @it (const_element . (_) @name) @it
(assignment_expression left: (variable_name) @name) @it`,
  },
};

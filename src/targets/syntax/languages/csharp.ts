import { each, type ScopeTable } from "../scopeTable.ts";

const methods = each(
  "method_declaration constructor_declaration destructor_declaration local_function_statement",
  (type) => `(${type} name: (_) @name body: (_)? @inside) @it`,
);

export const csharp: ScopeTable = {
  queries: {
    argument: "(argument_list (_) @it) (parameter_list (_) @it)",
    parameters: `(invocation_expression arguments: (_) @it) @domain
(object_creation_expression arguments: (_) @it) @domain
${each(
  "method_declaration constructor_declaration local_function_statement lambda_expression",
  (type) => `(${type} parameters: (parameter_list) @it) @domain`,
)}`,
    string:
      "[(string_literal) (verbatim_string_literal) (raw_string_literal) (interpolated_string_expression) (character_literal)] @it",
    call: `(invocation_expression function: [(identifier) @name (member_access_expression name: (_) @name) (_)]) @it
(object_creation_expression type: (_) @name) @it`,
    condition: each(
      "if_statement while_statement do_statement for_statement conditional_expression",
      (type) => `(${type} condition: (_) @it) @domain`,
    ),
    block: "[(block) (declaration_list) (enum_member_declaration_list) (switch_body) (accessor_list)] @it",
    statement: `${each("compilation_unit block declaration_list", (type) => `(${type} (_) @it)`)}
(switch_section (statement) @it)`,
    function: methods,
    method: methods,
    class: each(
      "class_declaration interface_declaration struct_declaration enum_declaration record_declaration",
      (type) => `(${type} name: (_) @name body: (_)? @inside) @it`,
    ),
    import: "(using_directive) @it",
    comment: "(comment) @it",
    attribute: "(attribute_list) @it",
    key: "(initializer_expression (assignment_expression left: (_) @it @name) @domain)",
    value: `(assignment_expression left: (_) @name right: (_) @it) @domain
(variable_declarator name: (_) @name (_) @it .) @domain
(property_declaration name: (_) @name value: (_) @it) @domain
(parameter name: (_) @name (_) @it .) @domain
(return_statement (_) @it) @domain`,
    members: "(initializer_expression) @it",
    symbol: `(variable_declarator name: (_) @name) @it (property_declaration name: (_) @name) @it
(enum_member_declaration name: (_) @name) @it (namespace_declaration name: (_) @name) @it`,
  },
};

import { each, type ScopeTable } from "../scopeTable.ts";

const methods = each(
  "method_declaration constructor_declaration",
  (type) => `(${type} name: (_) @name body: (_)? @inside) @it`,
);

export const java: ScopeTable = {
  queries: {
    argument: "(argument_list (_) @it) (formal_parameters (_) @it)",
    parameters: `(method_invocation arguments: (_) @it) @domain
(object_creation_expression arguments: (_) @it) @domain
(method_declaration parameters: (_) @it) @domain
(constructor_declaration parameters: (_) @it) @domain
(record_declaration parameters: (_) @it) @domain
(lambda_expression parameters: (_) @it) @domain`,
    string: "[(string_literal) (character_literal)] @it",
    call: "(method_invocation name: (_) @name) @it (object_creation_expression type: (_) @name) @it",
    condition: `${each("if_statement while_statement do_statement", (type) => `(${type} condition: (parenthesized_expression (_) @it)) @domain`)}
(for_statement condition: (_) @it) @domain
(ternary_expression condition: (_) @it) @domain`,
    block: "[(block) (constructor_body) (class_body) (interface_body) (enum_body) (switch_block)] @it",
    statement: `${each(
      "program block constructor_body class_body interface_body enum_body_declarations",
      (type) => `(${type} (_) @it)`,
    )}
(switch_block_statement_group (statement) @it)`,
    function: methods,
    method: methods,
    class: each(
      "class_declaration interface_declaration enum_declaration record_declaration annotation_type_declaration",
      (type) => `(${type} name: (_) @name body: (_) @inside) @it`,
    ),
    import: "(import_declaration) @it",
    comment: "[(line_comment) (block_comment)] @it",
    attribute: "[(annotation) (marker_annotation)] @it",
    key: "(element_value_pair key: (_) @it @name) @domain",
    value: `(element_value_pair key: (_) @name value: (_) @it) @domain
(variable_declarator name: (_) @name value: (_) @it) @domain
(assignment_expression left: (_) @name right: (_) @it) @domain
(return_statement (_) @it) @domain`,
    members: "(annotation_argument_list) @it",
    symbol: `(variable_declarator name: (_) @name) @it (enum_constant name: (_) @name) @it`,
  },
};

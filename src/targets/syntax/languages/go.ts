import type { ScopeTable } from "../scopeTable.ts";

export const go: ScopeTable = {
  queries: {
    argument: "(argument_list (_) @it) (parameter_list (_) @it)",
    parameters: `(call_expression arguments: (_) @it) @domain
(function_declaration parameters: (_) @it) @domain
(method_declaration parameters: (_) @it) @domain
(func_literal parameters: (_) @it) @domain
(method_elem parameters: (_) @it) @domain`,
    string: "[(interpreted_string_literal) (raw_string_literal) (rune_literal)] @it",
    call: "(call_expression function: [(identifier) @name (selector_expression field: (_) @name) (_)]) @it",
    condition: `(if_statement condition: (_) @it) @domain
(for_statement (for_clause condition: (_) @it)) @domain
(for_statement . (binary_expression) @it) @domain`,
    block: "[(block) (field_declaration_list)] @it",
    statement: "(source_file (_) @it) (statement_list (_) @it) (field_declaration_list (_) @it)",
    function: `(function_declaration name: (_) @name body: (_) @inside) @it
(method_declaration name: (_) @name body: (_) @inside) @it`,
    method: "(method_declaration name: (_) @name body: (_) @inside) @it (method_elem name: (_) @name) @it",
    class: `(type_declaration . (type_spec name: (_) @name type: [(struct_type (_) @inside) (interface_type)]) .) @it
(type_declaration (type_spec name: (_) @name type: [(struct_type (_) @inside) (interface_type)]) @it)`,
    import: `(import_declaration . (import_spec) .) @it
(import_spec_list (import_spec) @it)`,
    comment: "(comment) @it",
    attribute: "(field_declaration tag: (_) @it) @domain",
    key: "(keyed_element key: (_) @it @name) @domain",
    value: `(keyed_element key: (_) @name value: (_) @it) @domain
(short_var_declaration left: (_) @name right: (_) @it) @domain
(assignment_statement left: (_) @name right: (_) @it) @domain
(var_spec name: (_) @name value: (_) @it) @domain
(const_spec name: (_) @name value: (_) @it) @domain
(return_statement (_) @it) @domain`,
    members: "(literal_value) @it",
    symbol: `(var_spec name: (_) @name) @it (const_spec name: (_) @name) @it
(short_var_declaration left: (expression_list (identifier) @name)) @it
(field_declaration name: (_) @name) @it (type_spec name: (_) @name) @it`,
  },
};

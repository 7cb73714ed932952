import { each, type ScopeTable } from "../scopeTable.ts";

const typed = each(
  "struct_item enum_item trait_item union_item",
  (type) => `(${type} name: (_) @name body: (_)? @inside) @it`,
);

export const rust: ScopeTable = {
  leading: ["attribute_item"],
  queries: {
    argument: "(arguments (_) @it) (parameters (_) @it) (closure_parameters (_) @it)",
    parameters: `(call_expression arguments: (_) @it) @domain
(macro_invocation (token_tree) @it) @domain
(function_item parameters: (_) @it) @domain
(function_signature_item parameters: (_) @it) @domain
(closure_expression parameters: (_) @it) @domain`,
    string: "[(string_literal) (raw_string_literal) (char_literal)] @it",
    call: `(call_expression function: [(identifier) @name (field_expression field: (_) @name) (scoped_identifier name: (_) @name) (_)]) @it
(macro_invocation macro: (_) @name) @it`,
    condition: `(if_expression condition: (_) @it) @domain
(while_expression condition: (_) @it) @domain
(match_arm pattern: (match_pattern condition: (_) @it)) @domain`,
    block: "[(block) (match_block) (declaration_list) (field_declaration_list) (enum_variant_list)] @it",
    statement: each(
      "source_file block declaration_list field_declaration_list enum_variant_list",
      (type) => `(${type} (_) @it)`,
    ),
    function: `(function_item name: (_) @name body: (_) @inside) @it
(function_signature_item name: (_) @name) @it`,
    method: `(declaration_list (function_item name: (_) @name body: (_) @inside) @it)
(declaration_list (function_signature_item name: (_) @name) @it)`,
    class: `${typed}\n(impl_item type: (_) @name body: (_) @inside) @it`,
    import: "[(use_declaration) (extern_crate_declaration)] @it",
    comment: "[(line_comment) (block_comment)] @it",
    attribute: "[(attribute_item) (inner_attribute_item)] @it",
    key: "(field_initializer field: (_) @it @name) @domain (field_declaration name: (_) @it @name) @domain",
    value: `(field_initializer field: (_) @name value: (_) @it) @domain
(let_declaration pattern: (_) @name value: (_) @it) @domain
(assignment_expression left: (_) @name right: (_) @it) @domain
(compound_assignment_expr left: (_) @name right: (_) @it) @domain
(const_item name: (_) @name value: (_) @it) @domain
(static_item name: (_) @name value: (_) @it) @domain
(match_arm pattern: (_) @name value: (_) @it) @domain
(return_expression (_) @it) @domain`,
    members: "[(field_initializer_list) (field_declaration_list) (match_block)] @it",
    symbol: `${each("const_item static_item type_item mod_item field_declaration enum_variant", (type) => `(${type} name: (_) @name) @it`)}
(let_declaration pattern: (identifier) @name) @it`,
  },
};

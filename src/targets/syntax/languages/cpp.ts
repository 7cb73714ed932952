/** C and C++. */
import { each, type ScopeTable } from "../scopeTable.ts";

/** A name may stand behind a pointer or a reference. */
const declarator =
  "(function_declarator declarator: [(identifier) (field_identifier) (qualified_identifier) (destructor_name) (operator_name)] @name)";
const declarators = `[${declarator} (pointer_declarator ${declarator}) (reference_declarator ${declarator})]`;
const definition = `(function_definition declarator: ${declarators} body: (_) @inside)`;
const types = "class_specifier struct_specifier union_specifier enum_specifier";
const specified = each(types, (type) => `(${type} name: (_) @name body: (_) @inside) @it`);

export const cpp: ScopeTable = {
  queries: {
    argument: "(argument_list (_) @it) (parameter_list (_) @it)",
    parameters: `(call_expression arguments: (_) @it) @domain
(function_definition declarator: [
  (function_declarator parameters: (_) @it)
  (pointer_declarator (function_declarator parameters: (_) @it))
  (reference_declarator (function_declarator parameters: (_) @it))
]) @domain
(lambda_expression declarator: (_ parameters: (_) @it)) @domain
(declaration declarator: (function_declarator parameters: (_) @it)) @domain
(field_declaration declarator: (function_declarator parameters: (_) @it)) @domain`,
    string: "[(string_literal) (raw_string_literal) (char_literal)] @it",
    call: "(call_expression function: [(identifier) @name (field_expression field: (_) @name) (qualified_identifier name: (_) @name) (_)]) @it",
    condition: `(if_statement condition: (condition_clause value: (_) @it)) @domain
(while_statement condition: (condition_clause value: (_) @it)) @domain
(do_statement condition: (parenthesized_expression (_) @it)) @domain
(for_statement condition: (_) @it) @domain
(conditional_expression condition: (_) @it) @domain`,
    block: "[(compound_statement) (field_declaration_list) (enumerator_list) (declaration_list)] @it",
    statement: `${each(
      "translation_unit compound_statement field_declaration_list declaration_list",
      (type) => `(${type} (_) @it)`,
    )}
(case_statement value: (_) (_) @it)`,
    function: `${definition} @it (template_declaration ${definition}) @it`,
    method: `(field_declaration_list ${definition} @it)
(function_definition declarator: [
  (function_declarator declarator: (qualified_identifier) @name)
  (pointer_declarator (function_declarator declarator: (qualified_identifier) @name))
] body: (_) @inside) @it
(field_declaration declarator: (function_declarator declarator: (_) @name)) @it`,
    class: specified,
    import: "[(preproc_include) (using_declaration)] @it",
    comment: "(comment) @it",
    attribute: "[(attribute_declaration) (attribute_specifier)] @it",
    key: "(initializer_pair designator: (_) @it @name) @domain",
    value: `(initializer_pair designator: (_) @name value: (_) @it) @domain
(init_declarator declarator: (_) @name value: (_) @it) @domain
(field_declaration declarator: (_) @name default_value: (_) @it) @domain
(assignment_expression left: (_) @name right: (_) @it) @domain
(enumerator name: (_) @name value: (_) @it) @domain
(return_statement (_) @it) @domain`,
    members: "[(initializer_list) (enumerator_list)] @it",
    symbol: `(init_declarator declarator: (identifier) @name) @it
(declaration declarator: (identifier) @name) @it
(field_declaration declarator: (field_identifier) @name) @it
(enumerator name: (_) @name) @it (type_definition declarator: (_) @name) @it (namespace_definition name: (_) @name) @it
(preproc_def name: (_) @name) @it`,
  },
};

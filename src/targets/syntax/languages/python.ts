import type { ScopeTable } from "../scopeTable.ts";

const definition = "(function_definition name: (_) @name body: (_) @inside)";
const classDefinition = "(class_definition name: (_) @name body: (_) @inside)";
const decorated = (pattern: string): string => `(decorated_definition definition: ${pattern})`;

export const python: ScopeTable = {
  queries: {
    argument: "(call arguments: (argument_list (_) @it)) (parameters (_) @it) (lambda_parameters (_) @it)",
    parameters: `(call arguments: (argument_list) @it) @domain
(function_definition parameters: (_) @it) @domain
(lambda parameters: (_) @it) @domain`,
    string: "(string) @it",
    call: "(call function: [(identifier) @name (attribute attribute: (_) @name) (_)]) @it",
    condition: `(if_statement condition: (_) @it) @domain
(elif_clause condition: (_) @it) @domain
(while_statement condition: (_) @it) @domain
(if_clause (_) @it) @domain`,
    block: "(block) @it",
    statement: "(module (_) @it) (block (_) @it)",
    function: `${definition} @it ${decorated(definition)} @it`,
    method: `(class_definition body: (block ${definition} @it))
(class_definition body: (block ${decorated(definition)} @it))`,
    class: `${classDefinition} @it ${decorated(classDefinition)} @it`,
    import: "[(import_statement) (import_from_statement) (future_import_statement)] @it",
    comment: "(comment) @it",
    attribute: "(decorator) @it",
    key: "(pair key: (_) @it @name) @domain (keyword_argument name: (_) @it @name) @domain",
    value: `(pair key: (_) @name value: (_) @it) @domain
(assignment left: (_) @name right: (_) @it) @domain
(augmented_assignment left: (_) @name right: (_) @it) @domain
(keyword_argument name: (_) @name value: (_) @it) @domain
(default_parameter name: (_) @name value: (_) @it) @domain
(typed_default_parameter name: (_) @name value: (_) @it) @domain
(return_statement (_) @it) @domain`,
    members: "(dictionary) @it",
    symbol: "(assignment left: (identifier) @name) @it",
  },
};

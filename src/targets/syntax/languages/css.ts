import type { ScopeTable } from "../scopeTable.ts";

export const css: ScopeTable = {
  queries: {
    argument: "(arguments (_) @it)",
    parameters: "(call_expression (arguments) @it) @domain",
    string: "(string_value) @it",
    call: "(call_expression (function_name) @name) @it",
    condition: "(media_statement . (_) @it) @domain",
    block: "(block) @it",
    statement: "(stylesheet (_) @it) (block (_) @it)",
    class: "(rule_set (selectors) @name (block) @inside) @it",
    import: "(import_statement) @it",
    comment: "(comment) @it",
    attribute: "(declaration (property_name) @name) @it",
    key: "(declaration (property_name) @it @name) @domain",
    value: "(declaration (property_name) @name . (_) @it (_)* @it) @domain",
    members: "(block) @it",
    symbol: "(rule_set (selectors) @name) @it",
  },
};

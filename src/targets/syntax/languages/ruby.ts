import { each, type ScopeTable } from "../scopeTable.ts";

const methods = `(method name: (_) @name body: (_)? @inside) @it
(singleton_method name: (_) @name body: (_)? @inside) @it`;

export const ruby: ScopeTable = {
  queries: {
    argument: "(argument_list (_) @it) (method_parameters (_) @it) (block_parameters (_) @it)",
    parameters: `(call arguments: (_) @it) @domain
(method parameters: (_) @it) @domain
(singleton_method parameters: (_) @it) @domain
(do_block parameters: (_) @it) @domain
(block parameters: (_) @it) @domain`,
    string: "[(string) (heredoc_body) (simple_symbol) (delimited_symbol)] @it",
    call: "(call method: (_) @name) @it",
    condition: each(
      "if elsif unless while until if_modifier unless_modifier while_modifier conditional",
      (type) => `(${type} condition: (_) @it) @domain`,
    ),
    block: "[(do_block) (block) (then) (do) (body_statement)] @it",
    statement: each("program body_statement block_body then do else", (type) => `(${type} (_) @it)`),
    function: methods,
    method: methods,
    class: `(class name: (_) @name body: (_)? @inside) @it
(module name: (_) @name body: (_)? @inside) @it`,
    import: `((call method: (identifier) @_method) @it (#match? @_method "^require(_relative)?$"))`,
    comment: "(comment) @it",
    key: "(pair key: (_) @it @name) @domain",
    value: `(pair key: (_) @name value: (_) @it) @domain
(assignment left: (_) @name right: (_) @it) @domain
(operator_assignment left: (_) @name right: (_) @it) @domain
(optional_parameter name: (_) @name value: (_) @it) @domain
(return (argument_list (_) @it)) @domain`,
    members: "(hash) @it",
    symbol: "(assignment left: [(identifier) (constant) (instance_variable)] @name) @it",
  },
};

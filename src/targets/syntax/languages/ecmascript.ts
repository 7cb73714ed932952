/** JavaScript and TypeScript, with and without JSX. */
import { each, type ScopeTable } from "../scopeTable.ts";

const functionValue =
  "[(arrow_function body: (_) @inside) (function_expression body: (_) @inside) (generator_function body: (_) @inside)]";
const assigned = `(lexical_declaration (variable_declarator name: (identifier) @name value: ${functionValue}))`;
const declared = each(
  "function_declaration generator_function_declaration",
  (type) => `(${type} name: (_) @name body: (_) @inside)`,
);
const exported = (declaration: string): string =>
  `${declaration} @it\n(export_statement declaration: ${declaration}) @it`;
const method = "(method_definition name: (_) @name body: (_) @inside) @it";
const variables = "variable_declarator name: (identifier) @name";

const common = {
  argument: "(arguments (_) @it) (formal_parameters (_) @it)",
  parameters: `(call_expression arguments: (arguments) @it) @domain
(new_expression arguments: (arguments) @it) @domain
${each(
  "function_declaration generator_function_declaration function_expression arrow_function method_definition",
  (type) => `(${type} parameters: (formal_parameters) @it) @domain`,
)}`,
  string: "[(string) (template_string)] @it",
  call: `(call_expression function: [(identifier) @name (member_expression property: (_) @name) (_)]) @it
(new_expression constructor: (_) @name) @it`,
  condition: `${each("if_statement while_statement do_statement", (type) => `(${type} condition: (parenthesized_expression (_) @it)) @domain`)}
(for_statement condition: (_) @it) @domain
(ternary_expression condition: (_) @it) @domain`,
  block: "[(statement_block) (switch_body) (class_body)] @it",
  statement: `${each("program statement_block class_body", (type) => `(${type} (_) @it)`)}
(switch_case body: (_) @it) (switch_default body: (_) @it)`,
  import: "(import_statement) @it",
  comment: "(comment) @it",
  key: "(pair key: (_) @it @name) @domain",
  members: "[(object) (object_pattern)] @it",
};

const values = `(pair key: (_) @name value: (_) @it) @domain
(variable_declarator name: (_) @name value: (_) @it) @domain
(assignment_expression left: (_) @name right: (_) @it) @domain
(augmented_assignment_expression left: (_) @name right: (_) @it) @domain
(return_statement (_) @it) @domain`;

const jsx = {
  tag: `(jsx_element open_tag: (jsx_opening_element name: (_) @name)) @it
(jsx_self_closing_element name: (_) @name) @it`,
  attribute: "(jsx_attribute . (_) @name) @it",
  value: "(jsx_attribute . (_) @name (_) @it) @domain",
  members: "[(jsx_opening_element) (jsx_self_closing_element)] @it",
};

const functions = (field: string): string => `${declared.split("\n").map(exported).join("\n")}
${exported(assigned)}
${method}
(${field} value: ${functionValue}) @it
(pair key: (_) @name value: ${functionValue}) @it`;
const methods = (field: string): string =>
  `(class_body ${method})\n(class_body (${field} value: ${functionValue}) @it)`;
const classes = (types: string): string =>
  each(types, (type) => exported(`(${type} name: (_) @name body: (_) @inside)`));

const javascriptField = "field_definition property: (_) @name";
export const javascript: ScopeTable = {
  leading: ["decorator"],
  queries: {
    ...common,
    tag: jsx.tag,
    members: `${common.members} ${jsx.members}`,
    attribute: `${jsx.attribute}\n(decorator) @it`,
    value: `${values}
(field_definition property: (_) @name value: (_) @it) @domain
(assignment_pattern left: (_) @name right: (_) @it) @domain
${jsx.value}`,
    function: functions(javascriptField),
    method: methods(javascriptField),
    class: classes("class_declaration"),
    symbol: `(${variables}) @it (${javascriptField}) @it`,
  },
};

const typescriptField = "public_field_definition name: (_) @name";
const typescriptOnly = {
  ...common,
  parameters: `${common.parameters}
${each("function_signature method_signature abstract_method_signature", (type) => `(${type} parameters: (formal_parameters) @it) @domain`)}`,
  block: "[(statement_block) (switch_body) (class_body) (interface_body) (enum_body)] @it",
  statement: `${common.statement} (interface_body (_) @it) (enum_body (_) @it)`,
  function: `${functions(typescriptField)}
${exported("(function_signature name: (_) @name)")}
(method_signature name: (_) @name) @it (abstract_method_signature name: (_) @name) @it`,
  method: `${methods(typescriptField)}
(interface_body (method_signature name: (_) @name) @it) (abstract_method_signature name: (_) @name) @it`,
  class: classes("class_declaration abstract_class_declaration interface_declaration enum_declaration"),
  key: `${common.key}\n(property_signature name: (_) @it @name) @domain`,
  members: "[(object) (object_pattern) (object_type) (interface_body)] @it",
  symbol: `(${variables}) @it (${typescriptField}) @it
${exported("(type_alias_declaration name: (_) @name)")}
(property_signature name: (_) @name) @it (enum_assignment name: (_) @name) @it`,
};
const typescriptValues = `${values}
(public_field_definition name: (_) @name value: (_) @it) @domain
(required_parameter pattern: (_) @name value: (_) @it) @domain
(enum_assignment name: (_) @name value: (_) @it) @domain
(type_alias_declaration name: (_) @name value: (_) @it) @domain`;

export const typescript: ScopeTable = {
  leading: ["decorator"],
  queries: { ...typescriptOnly, value: typescriptValues, attribute: "(decorator) @it" },
};

export const typescriptJsx: ScopeTable = {
  leading: ["decorator"],
  queries: {
    ...typescriptOnly,
    tag: jsx.tag,
    members: `${typescriptOnly.members} ${jsx.members}`,
    attribute: `${jsx.attribute}\n(decorator) @it`,
    value: `${typescriptValues}\n${jsx.value}`,
  },
};

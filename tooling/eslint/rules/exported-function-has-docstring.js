const functions = new Set(["ArrowFunctionExpression", "FunctionExpression"]);

/** What a room exports says in one sentence what it promises. */
export const exportedFunctionHasDocstring = {
  meta: {
    type: "suggestion",
    schema: [],
    messages: {
      missing: "`{{name}}` is exported: say in one sentence above it what it promises (/** … */).",
    },
  },
  create(context) {
    function judge(node, name) {
      const above = context.sourceCode.getCommentsBefore(node).at(-1);
      if (above?.type === "Block" && above.value.startsWith("*") && /\p{L}/u.test(above.value)) return;
      context.report({ node, messageId: "missing", data: { name } });
    }
    return {
      "ExportNamedDeclaration[declaration.type='FunctionDeclaration']"(node) {
        if (!isOverload(node)) judge(node, node.declaration.id.name);
      },
      "ExportNamedDeclaration[declaration.type='TSDeclareFunction']"(node) {
        if (!isOverload(node)) judge(node, node.declaration.id.name);
      },
      "ExportNamedDeclaration[declaration.type='VariableDeclaration']"(node) {
        for (const { id, init } of node.declaration.declarations) {
          if (functions.has(init?.type)) judge(node, id.name);
        }
      },
    };
  },
};

/** Of a function with several signatures the first one carries the sentence. */
function isOverload(node) {
  const siblings = node.parent.body;
  const before = siblings[siblings.indexOf(node) - 1];
  return (
    before?.type === "ExportNamedDeclaration" &&
    before.declaration?.type === "TSDeclareFunction" &&
    before.declaration.id.name === node.declaration.id.name
  );
}

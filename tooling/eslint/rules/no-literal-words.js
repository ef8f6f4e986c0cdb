const letters = /\p{L}/u;
const han = /\p{Script=Han}/u;

/** Attributes that a person sees or hears. */
const spoken = new Set([
  "alt",
  "aria-description",
  "aria-label",
  "aria-placeholder",
  "aria-roledescription",
  "aria-valuetext",
  "label",
  "placeholder",
  "title",
]);

/** Every word of the interface comes from the messages, in every language; none is written into a component. */
export const noLiteralWords = {
  meta: {
    type: "problem",
    schema: [],
    messages: { literal: "“{{words}}” belongs into the messages, in every language." },
  },
  create(context) {
    const reported = new Set();
    function report(node, text) {
      if (reported.has(node)) return;
      reported.add(node);
      context.report({ node, messageId: "literal", data: { words: text.trim().slice(0, 40) } });
    }
    function reportWords(node, words) {
      const text = textOf(node);
      if (text !== undefined && words.test(text)) report(node, text);
    }
    return {
      SvelteText(node) {
        if (node.parent.type !== "SvelteStyleElement") reportWords(node, letters);
      },
      SvelteAttribute(node) {
        if (!spoken.has(node.key.name) && !isButtonText(node)) return;
        for (const part of node.value) {
          for (const literal of literalsIn(part)) reportWords(literal, letters);
        }
      },
      SvelteMustacheTag(node) {
        if (node.parent.type === "SvelteAttribute") return;
        for (const literal of literalsIn(node)) reportWords(literal, letters);
      },
      Literal: (node) => reportWords(node, han),
      TemplateElement: (node) => reportWords(node, han),
    };
  },
};

/** The value of `<input type="submit">` is what stands on the button. */
function isButtonText(attribute) {
  if (attribute.key.name !== "value") return false;
  const type = attribute.parent.attributes.find((other) => other.key?.name === "type");
  return ["submit", "button", "reset"].includes(type?.value[0]?.value);
}

function textOf(node) {
  if (node.type === "TemplateElement") return node.value.cooked;
  return typeof node.value === "string" ? node.value : undefined;
}

/** The literals an expression may become: both arms of a condition, but not the arguments of a call. */
function literalsIn(node) {
  switch (node?.type) {
    case "SvelteMustacheTag":
      return literalsIn(node.expression);
    case "ConditionalExpression":
      return [...literalsIn(node.consequent), ...literalsIn(node.alternate)];
    case "LogicalExpression":
    case "BinaryExpression":
      return [...literalsIn(node.left), ...literalsIn(node.right)];
    case "TemplateLiteral":
      return [...node.quasis, ...node.expressions.flatMap(literalsIn)];
    case "Literal":
    case "SvelteLiteral":
      return [node];
    default:
      return [];
  }
}

import { disableWithReason } from "./disable-with-reason.js";
import { exportedFunctionHasDocstring } from "./exported-function-has-docstring.js";
import { noLiteralWords } from "./no-literal-words.js";

/** The rules that only this house has. */
export const yishi = {
  meta: { name: "yishi" },
  rules: {
    "disable-with-reason": disableWithReason,
    "exported-function-has-docstring": exportedFunctionHasDocstring,
    "no-literal-words": noLiteralWords,
  },
};

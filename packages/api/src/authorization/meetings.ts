import { under } from "./fields.ts";
import { mutation, one, query, type Rows } from "./rows.ts";

const line = [
  ...["meetingId", "year", "number", "kind", "group", "stage", "title", "lang", "startsAt", "place"],
  ...under(
    "quorum",
    ...["base", "needed", "present", "met"],
    ...under("share", "cmp", "num", "den"),
    ...under("citation", "law", "article", "provenance"),
  ),
];

export const meetingsRows = {
  "meetings.list": {
    ...query("anyone"),
    fields: [
      ...under("coming", ...line),
      ...under("meetings", ...line),
      ...under("next", "startsAt", "meetingId"),
    ],
  },
  // How many came is public; who did is not. The draft of minutes is for those who were there.
  "meetings.byNumber": {
    ...query("anyone"),
    object: one("meetingNumber"),
    fields: [
      ...line,
      ...[
        "notice",
        "convener",
        "calledAt",
        "noticeDays",
        "correctionDays",
        "minutesDue",
        "minutesProvisional",
      ],
      ...["correctUntil", "correctionsWaiting", "hash"],
      ...under("petition", "year", "number"),
      ...under(
        "items",
        ...["item", "title"],
        ...under("proposal", "year", "number"),
        ...under(
          "entry",
          ...["said", "resolution", "carriedOutBy", "dueOn", "doneOn", "followed", "workingDaysLate"],
          ...["flagged", "lang"],
          ...under("votes", "for", "against", "abstain"),
        ),
      ),
      ...under(
        "changes",
        ...["kind", "fromStartsAt", "fromPlace", "toStartsAt", "toPlace", "reason", "lang", "at"],
      ),
      ...under("buildings", "building", "seats", "present"),
      ...under("signatures", "as", "name", "at"),
      ...under("supplements", "ordinal", "text", "lang", "name", "at"),
      ...under("mine", "called", "seatTaken", "wasThere", "isConvener", "runs", "readsDraft"),
    ],
  },
  "meetings.calling": {
    ...query("meetings.call"),
    fields: [...under("bodies", "kind", "seats", "earliest", "noticeDays"), "groups"],
  },
  "meetings.announce": { ...mutation("meetings.call"), fields: ["year", "number"] },
  "meetings.move": { ...mutation("meetings.call"), object: one("meeting"), fields: ["status"] },
  "meetings.callOff": { ...mutation("meetings.call"), object: one("meeting"), fields: ["status"] },
  "meetings.awaiting": {
    ...query("member"),
    fields: ["what", "by", "year", "number", "kind", "group", "title", "lang", "startsAt", "place"],
  },
  "attendance.come": { ...mutation("member"), object: one("meeting"), fields: ["present"] },
  "attendance.seats": {
    ...query("meetings.attend"),
    object: one("meeting", "nothing"),
    fields: [
      ...under("buildings", "building", "seats", "present"),
      ...under(
        "lines",
        ...["seat", "building", "stairwell", "door", "part", "present", "cameId", "channel", "at"],
        ...under("holders", "holderId", "residentId", "name"),
      ),
    ],
  },
  "attendance.take": { ...mutation("meetings.attend"), object: one("meeting"), fields: ["present"] },
  "attendance.enter": { ...mutation("meetings.enter"), object: one("meeting"), fields: ["present"] },
  "attendance.strike": { ...mutation("meetings.attend"), object: one("meeting"), fields: ["present"] },
  "attendance.names": {
    ...query("meetings.names"),
    object: one("meeting", "nothing"),
    fields: ["name", "building", "stairwell", "door", "part", "channel", "at"],
  },
  "attendance.companions": {
    ...query("member"),
    object: one("meeting", "nothing"),
    fields: ["name"],
  },
  "minutes.corrections": {
    ...query("member"),
    object: one("meeting", "nothing"),
    fields: [
      ...["correctionId", "item", "wrong", "lang", "status", "askedAt", "mine", "answeredAt", "reason"],
      "reasonLang",
    ],
  },
  "minutes.write": { ...mutation("meetings.minute"), object: one("meeting"), fields: ["status"] },
  "minutes.ask": { ...mutation("member"), object: one("meeting"), fields: ["correctionId"] },
  "minutes.answer": { ...mutation("meetings.minute"), object: one("correction"), fields: ["status"] },
  "minutes.sign": { ...mutation("member"), object: one("meeting"), fields: ["status"] },
  "minutes.supplement": { ...mutation("meetings.minute"), object: one("meeting"), fields: ["ordinal"] },
  "minutes.done": { ...mutation("meetings.minute"), object: one("meeting"), fields: ["doneOn"] },
} as const satisfies Rows;

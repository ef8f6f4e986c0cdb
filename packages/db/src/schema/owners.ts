import type { Unit } from "@yishi/domain/owners";
import { jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, instant } from "./foundation.ts";

export const ownerImports = pgTable("owner_imports", {
  committeeId: uuid("committee_id").notNull(),
  importId: uuid("import_id").notNull(),
  memberId: uuid("member_id").notNull(),
  fileName: text("file_name").notNull(),
  fileHash: bytes("file_hash").notNull(),
  /** Of the register that the file was compared with. */
  registerHash: bytes("register_hash").notNull(),
  units: jsonb("units").$type<readonly Unit[]>(),
  readAt: instant("read_at").notNull(),
  appliedAt: instant("applied_at"),
});

/** For rooms that stand on the door alone and still want a database of their own to test on. */
export { testDatabase, type TestDatabase } from "@yishi/db/testing/database";

import { on, type Chapter } from "./telling/scenes.ts";
import { personaNamed, type Teller } from "./telling/teller.ts";

const registrar = "郭建平";

/** Another community, of another subdistrict, which has only just begun: a registrar, and no roll yet. */
export function qingnianlu(teller: Teller): Chapter {
  const slug = "qingnianlu";
  return {
    title: "青年路社区开通",
    english: "青年路 begins",
    scenes: [
      on(3, "10:20", async () => {
        const { code } = await teller.door.found({
          slug,
          name: "青年路社区",
          subdistrict: "站前街道",
          district: "昆都仑区",
          phone: "0472-555 0201",
          windowPlace: "社区服务站1层",
          registrar: {
            name: registrar,
            electedBy: "居民选举委员会",
            electedOn: teller.day(10),
            reference: "选举委员会会议记录第1号",
          },
        });
        await teller.redeem(slug, personaNamed(registrar).signInName, code);
      }),
    ],
  };
}

/** 钢花里, as it stands on the list of communities. Streets, numbers and names are invented. */
export const place = {
  slug: "ganghuali",
  name: "钢花里社区",
  subdistrict: "炉前街道",
  district: "昆都仑区",
  phone: "0472-555 0101",
  windowPlace: "3号楼1层",
} as const;

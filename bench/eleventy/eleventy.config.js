/** Our Markdown pages with nothing around them: no navigation, no search. */
export default function (config) {
  config.addGlobalData("layout", "page.html");
  config.addPassthroughCopy({ "../pages/assets": "assets" });
  return { dir: { input: "../pages", output: "../eleventy-site", includes: "../eleventy/layouts" }, markdownTemplateEngine: false, htmlTemplateEngine: "liquid" };
}

/** Style sheets are bundled as text, so that they can be handed to a constructed sheet. */
declare module "*.css" {
  const text: string;
  export default text;
}

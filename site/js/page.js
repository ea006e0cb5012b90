// What every page does besides searching.
import { mountMenu } from "./menu.js";
import { mountPaper } from "./paper.js";
import { mountProofPreview } from "./proof-preview.js";
import { mountWeChatNotes } from "./wechat.js";

mountMenu();
mountWeChatNotes();
mountProofPreview();
mountPaper();

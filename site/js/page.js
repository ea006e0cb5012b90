// What every page does besides searching.
import { mountPaper } from "./paper.js";
import { mountProofPreview } from "./proof-preview.js";
import { mountWeChatNotes } from "./wechat.js";

mountWeChatNotes();
mountProofPreview();
mountPaper();

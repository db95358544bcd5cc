/** Small pieces that several views are made of. */
import { h } from "../dom.js";
import { hostAndPort } from "../format.js";

/** A symbol of the page's own set; always beside a word, hence hidden from assistive technology. */
export function icon(name, className = "") {
    return h("svg", { class: `icon ${className}`, "aria-hidden": "true" }, h("use", { href: `#i-${name}` }));
}

/** A server's name: the host is what the eye looks for, the port steps back. */
export function serverName(key) {
    const [host, port] = hostAndPort(key);
    return h("span", { class: "server-name" }, h("bdi", null, host), h("span", { class: "port" }, port));
}

/** A short mark: "read-only", "errant GTID". The tone is a health word or "quiet". */
export function mark(tone, text, title) {
    return h("span", { class: `mark ${tone}`, title }, text);
}

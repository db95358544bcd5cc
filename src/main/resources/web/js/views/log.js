/** The last events at the bottom of the page, newest first. */
import { h, lazy } from "../dom.js";
import { clock } from "../format.js";
import { HEALTH_WORDS } from "../health.js";
import { clusterHref } from "../route.js";
import { icon } from "./parts.js";

export function eventLog(log, isOpen, actions) {
    return h(
        "section",
        { class: `log ${isOpen ? "open" : ""}`, "aria-labelledby": "log-title" },
        h(
            "h2",
            { id: "log-title" },
            h(
                "button",
                { type: "button", class: "log-toggle", "aria-expanded": isOpen, onclick: actions.toggleLog },
                icon("fold", isOpen ? "turned" : ""),
                "Events",
                h(
                    "span",
                    { class: "quiet" },
                    log.length === 0 ? "none since the page was opened" : `last ${log.length}`,
                ),
            ),
        ),
        isOpen && log.length > 0
            ? h(
                  "ol",
                  {
                      class: "log-lines",
                      role: "log",
                      "aria-live": "off",
                      tabindex: "0",
                      "aria-label": "Events, newest first",
                  },
                  log.map((entry) => lazy(entry.id, line, entry)),
              )
            : null,
    );
}

function line(entry) {
    return h(
        "li",
        { class: entry.kind },
        h("time", null, clock(entry.at)),
        h(
            "span",
            { class: "log-kind" },
            icon(entry.kind),
            h("span", { class: "unseen" }, HEALTH_WORDS[entry.kind] ?? ""),
        ),
        h(
            "span",
            { class: "log-text" },
            entry.cluster
                ? [h("a", { href: clusterHref({ name: entry.cluster }) }, h("bdi", null, entry.cluster)), " "]
                : null,
            entry.text,
        ),
    );
}

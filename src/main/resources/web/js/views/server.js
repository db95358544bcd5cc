/** What is known of one server, below its row. */
import { h } from "../dom.js";
import { moment } from "../format.js";

/** @param details what was read when the row was opened; null while it is being read */
export function serverDetails(server, details, now) {
    const own = [
        ["Last failure", server.failure],
        ["Failing since", server.failingSince === null ? null : moment(server.failingSince, now)],
        ["Maintenance", server.maintenance ? `${server.maintenance.reason} (${server.maintenance.owner})` : null],
        ["Problems", server.problems.map((problem) => problem.replaceAll("_", " ")).join(", ")],
    ];
    return h(
        "div",
        { class: "details", role: "gridcell" },
        h("dl", null, [...own, ...(details?.facts ?? [])].map(fact)),
        details === null ? h("p", { class: "quiet" }, "Reading …") : null,
        details?.error ? h("p", { class: "quiet" }, `No details: ${details.error}`) : null,
    );
}

function fact([term, text]) {
    return text ? h("div", { class: "fact", key: term }, h("dt", null, term), h("dd", null, text)) : null;
}

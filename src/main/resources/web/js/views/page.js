/** The whole page: bar, list of clusters, the chosen one, events. */
import { h, lazy } from "../dom.js";
import { clusterPage, overview } from "./cluster.js";
import { clusterList, judgedClusters } from "./clusters.js";
import { header } from "./header.js";
import { eventLog } from "./log.js";
import { icon } from "./parts.js";

export function page(state, shown, actions) {
    const items = judgedClusters(state);
    const item = shown ? items.find((i) => i.cluster === shown) : null;
    const chosen = state.route.cluster !== "" || item;
    return h(
        "div",
        { class: `page ${chosen ? "one" : "all"} ${state.clusters.size === 1 ? "single" : ""}` },
        h("a", { class: "skip", href: "#main", onclick: skipToMain }, "Skip to the topology"),
        header(state, actions),
        notices(state),
        clusterList(state, items, shown, actions),
        h(
            "main",
            { id: "main", tabindex: "-1" },
            item ? clusterPage(state, item, actions) : overview(state, items, actions),
        ),
        lazy("log", eventLog, state.log, state.logOpen, actions),
    );
}

function skipToMain(event) {
    event.preventDefault();
    document.getElementById("main").focus();
}

function notices(state) {
    const texts = [
        state.node?.trouble ? ["failing", `This node is not healthy: ${state.node.trouble}`] : null,
        state.recoveriesEnabled ? null : ["warning", "Automatic recovery is switched off for all clusters."],
        state.connection.kind === "retrying" && state.loaded
            ? ["warning", `What you see may be old: ${state.connection.sentence}.`]
            : null,
    ].filter(Boolean);
    return h(
        "div",
        { class: "notices" },
        texts.map(([tone, text]) => h("p", { class: `notice ${tone}`, key: text }, icon(tone), text)),
    );
}

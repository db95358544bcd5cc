/** The bar at the top: which node this is, who leads, how fresh the picture is. */
import { h } from "../dom.js";
import { ago, count } from "../format.js";
import { icon } from "./parts.js";

const LATE_MS = 12_000;
const THEME_WORDS = { system: "System theme", light: "Light theme", dark: "Dark theme" };

export function header(state, actions) {
    return h(
        "header",
        { class: "bar" },
        h(
            "a",
            { class: "brand", href: "#/", title: "All clusters", onclick: actions.showAll },
            icon("mark", "brand-mark"),
            "Quorate",
        ),
        nodeFacts(state),
        totals(state),
        connection(state, actions),
        h(
            "button",
            {
                class: "plain",
                type: "button",
                onclick: actions.switchTheme,
                "aria-label": `${THEME_WORDS[state.theme]}; switch`,
                title: THEME_WORDS[state.theme],
            },
            icon(state.theme),
        ),
    );
}

function nodeFacts({ node, leadership }) {
    if (!node) {
        return h("p", { class: "node" });
    }
    return h(
        "p",
        { class: "node" },
        h("bdi", { class: "node-name", title: node.version ? `Version ${node.version}` : undefined }, node.name),
        " ",
        leadershipWord(leadership),
    );
}

function leadershipWord(leadership) {
    if (leadership?.isLeader) {
        return h("span", { class: "mark accent" }, "leader");
    }
    return leadership?.leader
        ? h("span", { class: "mark quiet" }, "follower of ", h("bdi", null, leadership.leader))
        : h("span", { class: "mark warning" }, "no leader");
}

function totals(state) {
    if (!state.loaded) {
        return null;
    }
    let servers = 0;
    state.clusters.forEach((cluster) => (servers += cluster.servers.length));
    const text = `${count(servers, "server", "servers")} in ${count(state.clusters.size, "cluster", "clusters")}`;
    return h("p", { class: "totals" }, text);
}

function connection({ connection: c, now }, actions) {
    const silence = now - c.lastEventAt;
    if (c.kind === "live") {
        const isLate = silence > LATE_MS;
        return h(
            "p",
            { class: `connection ${isLate ? "late" : "live"}`, title: `Last event ${ago(silence)}` },
            h("span", { class: "dot", key: "dot", "aria-hidden": "true" }),
            isLate ? `Late: last event ${ago(silence)}` : "Live",
            isLate ? null : h("span", { class: "event-age" }, ago(silence)),
        );
    }
    if (c.kind === "retrying") {
        const wait = Math.max(0, Math.ceil((c.retryAt - now) / 1000));
        return h(
            "p",
            { class: "connection lost", title: c.sentence },
            h("span", { class: "dot", key: "dot", "aria-hidden": "true" }),
            wait > 0 ? `Not live: trying again in ${wait} s` : "Not live: trying again",
            h("button", { class: "small", type: "button", onclick: actions.retryNow }, "Try now"),
        );
    }
    return h(
        "p",
        { class: "connection late" },
        h("span", { class: "dot", key: "dot", "aria-hidden": "true" }),
        c.kind === "paused" ? "Paused" : "Connecting",
    );
}

/** One cluster: how it fares and why, its topology, its recoveries. */
import { h, lazy } from "../dom.js";
import { leftBehind, recoveriesOf } from "../fleet.js";
import { count, seconds } from "../format.js";
import { HEALTH_WORDS } from "../health.js";
import { clusterHref } from "../route.js";
import { icon, mark, serverName } from "./parts.js";
import { recoveries } from "./recovery.js";
import { leftBehindRows, tree } from "./tree.js";

/** How many clusters in trouble the overview tells about; the list has them all. */
const WORST = 12;

export function clusterPage(state, item, actions) {
    const { cluster, health, lag, title } = item;
    const lost = leftBehind(state, cluster);
    return h(
        "article",
        { class: "cluster-page", "aria-labelledby": "cluster-title", key: "cluster" },
        h(
            "header",
            { class: "cluster-head" },
            h("a", { class: "back", href: "#/", onclick: actions.showAll }, icon("back"), "All clusters"),
            h("h1", { id: "cluster-title", tabindex: "-1" }, h("bdi", null, title)),
            lazy("facts", facts, cluster, lag, title),
        ),
        verdict(cluster, health),
        h(
            "div",
            { class: "cluster-columns" },
            h(
                "section",
                { class: "topology", "aria-labelledby": "topology-title" },
                h("h2", { id: "topology-title" }, "Topology"),
                tree(state, cluster, actions),
                leftBehindRows(state, lost, actions),
            ),
            recoveries(state, recoveriesOf(state, cluster), actions),
        ),
    );
}

function facts(cluster, lag, title) {
    return h(
        "p",
        { class: "cluster-line" },
        cluster.name !== title && cluster.name !== cluster.primary
            ? h("bdi", { class: "quiet-name" }, cluster.name)
            : null,
        cluster.domain ? h("bdi", { class: "quiet-name" }, cluster.domain) : null,
        h("span", null, "primary ", cluster.primary ? serverName(cluster.primary) : "not known"),
        h("span", null, count(cluster.servers.length, "server", "servers")),
        h("span", null, lag === null ? "lag unknown" : `greatest lag ${seconds(lag)}`),
        cluster.recoversByItself === null
            ? null
            : cluster.recoversByItself
              ? mark("accent", "recovers by itself")
              : mark("quiet", "recovers on demand only", "No filter of the configuration matches this cluster"),
    );
}

function verdict(cluster, health) {
    return h(
        "section",
        { class: `verdict ${health.word}`, "aria-label": "Health", flash: health.word },
        h("p", { class: "verdict-word" }, icon(health.word), HEALTH_WORDS[health.word]),
        h(
            "div",
            { class: "verdict-text" },
            h("p", { class: "verdict-reason" }, health.reason),
            health.action ? h("p", { class: "verdict-action" }, health.action) : null,
            evidenceList(health.evidence),
            diagnosesBeside(cluster, health.reason),
        ),
    );
}

/** What else was diagnosed; the same trouble of several servers is told once. */
function diagnosesBeside(cluster, told) {
    const byText = new Map();
    for (const { code, sentence, server } of cluster.diagnoses.filter((d) => d.sentence !== told)) {
        const entry = byText.get(code + sentence) ?? { code, sentence, servers: [] };
        entry.servers.push(server);
        byText.set(code + sentence, entry);
    }
    return [...byText.values()].map(({ code, sentence, servers }) =>
        h("p", { class: "diagnosis" }, code ? h("code", null, code) : null, ` ${servers.join(", ")}: ${sentence}`),
    );
}

export function evidenceList(evidence) {
    return evidence.length === 0
        ? null
        : h(
              "ul",
              { class: "evidence", "aria-label": "Evidence" },
              evidence.map((text) => h("li", null, text)),
          );
}

/** When no cluster is chosen: the fleet in a few figures and its recent recoveries. */
export function overview(state, items, actions) {
    if (!state.loaded) {
        return h("p", { class: "empty", key: "empty" }, "Reading the fleet …");
    }
    if (state.route.cluster !== "") {
        return h(
            "div",
            { class: "empty", key: "unknown" },
            h("p", null, "No cluster is called ", h("bdi", null, state.route.cluster), "."),
            h("a", { href: "#/" }, "All clusters"),
        );
    }
    const all = [...state.recoveries.values()].sort((a, b) => b.startedAt - a.startedAt).slice(0, 10);
    const bad = items.filter((item) => item.health.word !== "ok");
    return h(
        "article",
        { class: "cluster-page", key: "overview", "aria-label": "Fleet" },
        h("header", { class: "cluster-head" }, h("h1", null, fleetSentence(items, bad))),
        h("p", { class: "hint" }, "Choose a cluster to see its topology."),
        h("div", { class: "worst" }, bad.slice(0, WORST).map(worst)),
        recoveries(state, all, actions),
    );
}

function worst({ cluster, health, title }) {
    return h(
        "section",
        { class: `verdict ${health.word}`, key: cluster.name },
        h("p", { class: "verdict-word" }, icon(health.word), HEALTH_WORDS[health.word]),
        h(
            "div",
            { class: "verdict-text" },
            h(
                "p",
                { class: "verdict-reason" },
                h("a", { href: clusterHref(cluster) }, h("bdi", null, title)),
                ` ${health.reason}`,
            ),
            evidenceList(health.evidence),
        ),
    );
}

function fleetSentence(items, bad) {
    if (items.length === 0) {
        return "No cluster is known yet";
    }
    return bad.length === 0
        ? `All ${items.length} clusters are well`
        : `${bad.length} of ${count(items.length, "cluster needs", "clusters need")} attention`;
}

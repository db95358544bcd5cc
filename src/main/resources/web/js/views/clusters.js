/** The list of clusters, worst first, with search and filter by health. */
import { h, lazy } from "../dom.js";
import { runningRecovery } from "../fleet.js";
import { count, seconds } from "../format.js";
import { clusterHealth, HEALTH_WORDS, HEALTHS, maxLag } from "../health.js";
import { clusterHref } from "../route.js";
import { icon, serverName } from "./parts.js";

const ORDER = new Intl.Collator("en", { numeric: true });
const judged = new WeakMap();

/** A cluster with its health; the same object as long as neither changed. */
function judge(state, cluster, busy) {
    const running = busy ? runningRecovery(state, cluster) : null;
    const known = judged.get(cluster);
    if (known && known.running === running) {
        return known;
    }
    const title = cluster.alias || cluster.name;
    const item = { cluster, running, title, health: clusterHealth(cluster, running), lag: maxLag(cluster) };
    judged.set(cluster, item);
    return item;
}

/** All clusters with their health, worst first. */
export function judgedClusters(state) {
    const busy = [...state.recoveries.values()].some((r) => r.endedAt === null);
    const items = [...state.clusters.values()].map((cluster) => judge(state, cluster, busy));
    return items.sort(
        (a, b) => HEALTHS.indexOf(a.health.word) - HEALTHS.indexOf(b.health.word) || ORDER.compare(a.title, b.title),
    );
}

export function clusterList(state, items, shown, actions) {
    const wanted = state.search.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const found = items.filter((item) => wanted.every((word) => item.cluster.searchText.includes(word)));
    const visible = state.healths.size === 0 ? found : found.filter((i) => state.healths.has(i.health.word));
    return h(
        "nav",
        { class: "clusters", "aria-label": "Clusters" },
        h("div", { class: "clusters-head" }, searchBox(state, actions), healthFilter(state, found, actions)),
        h(
            "ul",
            { class: "cluster-list", onkeydown: moveFocus },
            visible.map((item, i) =>
                lazy(item.cluster.name, row, item, item.cluster === shown, shown ? item.cluster === shown : i === 0),
            ),
        ),
        visible.length === 0 ? h("p", { class: "empty" }, emptySentence(state)) : null,
    );
}

function searchBox(state, actions) {
    return h(
        "div",
        { class: "search" },
        icon("search"),
        h("input", {
            id: "search",
            type: "search",
            placeholder: "Cluster, server, data center",
            "aria-label": "Find clusters by name, server, data center or version",
            autocomplete: "off",
            spellcheck: "false",
            value: state.search,
            oninput: (event) => actions.search(event.target.value),
            onkeydown: (event) => fromSearch(event, actions),
        }),
        h("kbd", { "aria-hidden": "true" }, "/"),
    );
}

function healthFilter(state, found, actions) {
    const counts = Object.fromEntries(HEALTHS.map((word) => [word, 0]));
    found.forEach((item) => counts[item.health.word]++);
    const present = HEALTHS.filter((word) => counts[word] > 0 || state.healths.has(word));
    return h(
        "div",
        { class: "filter", role: "group", "aria-label": "Show only" },
        present.map((word) =>
            h(
                "button",
                {
                    key: word,
                    type: "button",
                    class: `chip ${word}`,
                    "aria-pressed": state.healths.has(word),
                    onclick: () => actions.toggleHealth(word),
                },
                icon(word),
                `${counts[word]} ${HEALTH_WORDS[word]}`,
            ),
        ),
    );
}

function row({ cluster, health, lag, title }, isShown, isTabStop) {
    const primary = cluster.primary ? serverName(cluster.primary) : "no primary known";
    return h(
        "li",
        { class: `cluster ${health.word}`, flash: health.word },
        h(
            "a",
            {
                href: clusterHref(cluster),
                "aria-current": isShown ? "true" : undefined,
                tabindex: isTabStop ? "0" : "-1",
            },
            h("span", { class: "health-word" }, icon(health.word), HEALTH_WORDS[health.word]),
            h("bdi", { class: "cluster-title" }, title),
            h("span", { class: "cluster-size" }, count(cluster.servers.length, "server", "servers")),
            h("span", { class: "cluster-reason" }, health.reason),
            h(
                "span",
                { class: "cluster-facts" },
                h("span", { class: "cluster-primary" }, primary),
                h("span", { class: "cluster-lag" }, lagText(cluster, lag)),
            ),
        ),
    );
}

function lagText(cluster, lag) {
    if (lag !== null) {
        return `lag ${seconds(lag)}`;
    }
    return cluster.servers.some((s) => s.replication !== null) ? "lag unknown" : "no replicas";
}

function emptySentence(state) {
    if (!state.loaded) {
        return "Reading the clusters …";
    }
    return state.clusters.size === 0
        ? "No cluster is known yet. Tell the node about a server: api/discover/<host>/<port>."
        : "No cluster matches.";
}

function fromSearch(event, actions) {
    if (event.key === "Escape") {
        actions.search("");
    } else if (event.key === "ArrowDown") {
        event.preventDefault();
        document.querySelector(".cluster-list a")?.focus();
    } else if (event.key === "Enter") {
        document.querySelector(".cluster-list a")?.click();
    }
}

/** Arrow keys walk the list; one stop of the Tab key is enough for it. */
function moveFocus(event) {
    const links = [...event.currentTarget.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (to === undefined || at < 0) {
        return;
    }
    event.preventDefault();
    (to < 0 ? document.getElementById("search") : links[Math.min(to, links.length - 1)]).focus();
}

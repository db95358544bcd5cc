/** The topology as a tree of rows: who replicates from whom, and how well. */
import { h, lazy } from "../dom.js";
import { age, count, moment, seconds } from "../format.js";
import { isExcused, serverHealth } from "../health.js";
import { linkState } from "../changes.js";
import { treeRows } from "../topology.js";
import { icon, mark, serverName } from "./parts.js";
import { serverDetails } from "./server.js";

const ROLE_WORDS = {
    primary: "Primary",
    "co-primary": "Co-primary",
    source: "Source",
    replica: "Replica",
    lone: "Alone",
};

export function tree(state, cluster, actions) {
    const rows = treeRows(cluster, state.folded);
    return grid(state, rows, "Servers of the cluster; arrow keys move, Enter opens details", actions);
}

/** Servers that a recovery left behind and that now form clusters of their own. */
export function leftBehindRows(state, { repair, servers }, actions) {
    if (servers.length === 0) {
        return null;
    }
    const rows = servers.map((server, i) => ({
        server,
        level: 0,
        guides: [],
        isLast: true,
        role: "left behind",
        hasReplicas: false,
        hidden: 0,
        position: i + 1,
        siblings: servers.length,
    }));
    const when = moment(repair.endedAt ?? repair.startedAt, state.now);
    return h(
        "div",
        { class: "lost-servers" },
        h("h3", null, `Left behind by the recovery of ${when}`),
        grid(state, rows, "Servers left behind", actions),
    );
}

function grid(state, rows, label, actions) {
    const tabStop = rows.some((r) => r.server.key === state.focusedRow) ? state.focusedRow : rows[0]?.server.key;
    return h(
        "div",
        {
            class: rows.some((r) => r.server.dataCenter) ? "tree" : "tree no-places",
            role: "treegrid",
            "aria-label": label,
            glide: true,
            onkeydown: (e) => onKey(e, rows, actions),
        },
        columnHeads(),
        rows.map((r) => {
            const { key } = r.server;
            const isOpen = state.opened.has(key);
            const shape = [
                r.level,
                r.isLast,
                r.guides.join(),
                r.role,
                r.hidden,
                r.position,
                r.siblings,
                r.hasReplicas,
            ].join("|");
            const now = r.server.reachable === false ? Math.round((state.now + state.clockOffset) / 1000) * 1000 : 0;
            const details = isOpen ? (state.details.get(key) ?? null) : undefined;
            return lazy(key, serverRow, r.server, shape, details, key === tabStop, now, actions);
        }),
    );
}

function columnHeads() {
    const names = ["Server", "Replication", "Lag", "Version", "Place"];
    return h(
        "div",
        { class: "tree-heads", role: "row", key: " heads" },
        names.map((name) => h("span", { role: "columnheader" }, name)),
    );
}

/**
 * @param details undefined for a closed row, null while they are read
 * @param now the server's time in whole seconds, given in milliseconds; 0 for rows that show no age
 */
function serverRow(server, shapeText, details, isTabStop, now, actions) {
    const shape = readShape(shapeText);
    const health = serverHealth(server);
    const classes = ["server", health, shape.role.replace(" ", "-"), isExcused(server) ? "excused" : ""];
    return h(
        "div",
        {
            class: classes.join(" ").trim(),
            role: "row",
            tabindex: isTabStop ? "0" : "-1",
            "data-key": server.key,
            style: { "--level": String(shape.level) },
            "aria-level": shape.level + 1,
            "aria-posinset": shape.position,
            "aria-setsize": shape.siblings,
            "aria-expanded": shape.hasReplicas ? shape.hidden === 0 : undefined,
            flash: [health, server.above, server.readOnly, linkState(server), shape.role].join(),
            onclick: (event) => onClick(event, server.key, actions),
        },
        h(
            "div",
            { class: "server-cell", role: "rowheader" },
            guides(shape, server),
            h("span", { class: "server-main" }, nameLine(server, shape, health, actions), marks(server, shape, now)),
        ),
        h("div", { class: "link-cell", role: "gridcell" }, replication(server)),
        h("div", { class: "lag-cell", role: "gridcell" }, lag(server)),
        h("div", { class: "version-cell", role: "gridcell" }, server.version ?? "not known"),
        h("div", { class: "place-cell", role: "gridcell" }, h("bdi", null, server.dataCenter || "–")),
        details === undefined ? null : serverDetails(server, details, now || Date.now()),
    );
}

function readShape(text) {
    const [level, isLast, guideText, role, hidden, position, siblings, hasReplicas] = text.split("|");
    return {
        level: Number(level),
        isLast: isLast === "true",
        guides: guideText === "" ? [] : guideText.split(",").map((g) => g === "true"),
        role,
        hidden: Number(hidden),
        position: Number(position),
        siblings: Number(siblings),
        hasReplicas: hasReplicas === "true",
    };
}

/** The lines that lead from a source to its replicas; the last piece is drawn in the state of the link. */
function guides({ guides: passing, level, isLast }, server) {
    if (level === 0) {
        return null;
    }
    const link = server.replication;
    const state = link === null || server.reachable !== true ? "unknown" : link.isReplicating ? "runs" : "broken";
    return h(
        "span",
        { class: "guides", "aria-hidden": "true" },
        passing.slice(1).map((passes) => h("i", { class: passes ? "guide pass" : "guide" })),
        h("i", { class: `guide ${isLast ? "end" : "branch"} ${state}` }),
    );
}

function nameLine(server, shape, health, actions) {
    return h(
        "span",
        { class: "name-line" },
        icon(health, "health-icon"),
        serverName(server.key),
        server.alias ? h("bdi", { class: "quiet-name" }, server.alias) : null,
        h("span", { class: `role ${shape.role.replace(" ", "-")}` }, ROLE_WORDS[shape.role] ?? "Left behind"),
        shape.hasReplicas && shape.level + shape.hidden > 0 ? foldButton(server.key, shape, actions) : null,
    );
}

/** For the mouse; the keyboard folds with the arrows. */
function foldButton(key, { hidden }, actions) {
    return h(
        "button",
        {
            type: "button",
            class: "fold",
            tabindex: "-1",
            title: hidden > 0 ? "Show its replicas" : "Hide its replicas",
            onclick: (event) => {
                event.stopPropagation();
                (hidden > 0 ? actions.unfold : actions.fold)(key);
            },
        },
        icon("fold", hidden > 0 ? "" : "turned"),
        hidden > 0 ? count(hidden, "server", "servers") : null,
    );
}

function marks(server, shape, now) {
    const heads = shape.role === "primary" || shape.role === "co-primary";
    const shown = [
        server.reachable === false ? unreachable(server, now) : null,
        server.reachable === null ? mark("unknown", "not reached yet") : null,
        writability(server, heads),
        server.hasErrantGtids ? mark("warning", "errant GTID", "It has transactions that its source has not") : null,
        server.replication?.isDetached ? mark("warning", "detached") : null,
        server.promotionRule === "neutral" ? null : promotion(server),
        server.downtime ? mark("quiet", `downtime: ${server.downtime.reason || "no reason given"}`) : null,
        server.maintenance ? mark("quiet", `maintenance: ${server.maintenance.reason || "no reason given"}`) : null,
        server.logsUpdates === false && !heads ? mark("quiet", "logs no updates", "Cannot have replicas") : null,
    ].filter(Boolean);
    return h("span", { class: "marks" }, shown);
}

function unreachable(server, now) {
    const since = server.failingSince;
    const span = since === null ? "" : ` for ${now - since < 1000 ? "less than 1 s" : age(now - since)}`;
    return mark("failing strong", `Unreachable${span}`, server.failure);
}

function writability(server, heads) {
    if (server.readOnly === null) {
        return null;
    }
    const was = server.reachable === false ? ", last seen" : "";
    if (server.readOnly) {
        return h("span", { class: `mark ${heads && !was ? "warning" : "quiet"}` }, icon("readonly"), `read-only${was}`);
    }
    return h(
        "span",
        { class: `mark ${was ? "quiet" : heads ? "accent" : "warning"}` },
        icon("writable"),
        `writable${was}`,
    );
}

function promotion({ promotionRule: rule, reachable }) {
    const isWanted = reachable === true && (rule === "prefer" || rule === "must");
    const words = {
        must: "promote first",
        prefer: "preferred",
        prefer_not: "rather not promoted",
        must_not: "never promoted",
    };
    return mark(isWanted ? "accent" : "quiet", words[rule] ?? rule, `Promotion rule ${rule}`);
}

function replication(server) {
    const link = server.replication;
    if (link === null) {
        return h("span", { class: "quiet" }, server.above === null ? "–" : "not known");
    }
    if (server.reachable !== true) {
        return h("span", { class: "quiet" }, "not known");
    }
    const state = linkState(server);
    return h(
        "span",
        { class: `link ${state === "replicating" ? "runs" : "broken"}`, title: link.error },
        h("span", { class: "link-dot", "aria-hidden": "true" }),
        state,
        link.error ? h("span", { class: "link-error" }, link.error) : null,
    );
}

function lag(server) {
    const link = server.replication;
    if (link === null) {
        return "";
    }
    const known = server.reachable === true && link.lagSeconds !== null;
    const text = known ? seconds(link.lagSeconds) : "unknown";
    const bad = server.problems.includes("replication_lag");
    return [
        h("span", { class: bad ? "lag bad" : known ? "lag" : "quiet" }, text),
        link.delaySeconds > 0 ? h("span", { class: "quiet delay" }, `delay ${seconds(link.delaySeconds)}`) : null,
    ];
}

function onClick(event, key, actions) {
    if (!event.target.closest(".details") && getSelection().isCollapsed) {
        actions.focusRow(key);
        actions.toggleDetails(key);
    }
}

function onKey(event, rows, actions) {
    const at = rows.findIndex((r) => r.server.key === event.target.dataset.key);
    if (at < 0) {
        return;
    }
    const row = rows[at];
    const handled = {
        ArrowDown: () => focusRow(event, rows[at + 1]),
        ArrowUp: () => focusRow(event, rows[at - 1]),
        Home: () => focusRow(event, rows[0]),
        End: () => focusRow(event, rows[rows.length - 1]),
        ArrowLeft: () =>
            row.hasReplicas && row.hidden === 0 ? actions.fold(row.server.key) : focusParent(event, rows, at),
        ArrowRight: () => (row.hidden > 0 ? actions.unfold(row.server.key) : focusRow(event, rows[at + 1])),
        Enter: () => actions.toggleDetails(row.server.key),
        " ": () => actions.toggleDetails(row.server.key),
    }[event.key];
    if (handled) {
        event.preventDefault();
        handled();
    }

    function focusRow(e, target) {
        if (target) {
            actions.focusRow(target.server.key);
            e.currentTarget.querySelector(`[data-key="${CSS.escape(target.server.key)}"]`)?.focus();
        }
    }

    function focusParent(e, all, from) {
        const parent = all
            .slice(0, from)
            .reverse()
            .find((r) => r.level < all[from].level);
        focusRow(e, parent);
    }
}

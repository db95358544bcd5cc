/** What each message of the server does to the page's state. Pure but for the numbers of log entries. */
import { clusterChanges } from "./changes.js";

const LOG_LENGTH = 200;

let entriesMade = 0;

/** The recovery now running on a cluster, or null. */
export function runningRecovery(state, cluster) {
    for (const recovery of state.recoveries.values()) {
        if (recovery.endedAt === null && concerns(recovery, cluster)) {
            return recovery;
        }
    }
    return null;
}

/** Whether a recovery belongs to the history of a cluster, under its present name or an earlier one. */
export function concerns(recovery, cluster) {
    return (
        recovery.cluster === cluster.name ||
        (cluster.alias !== "" && recovery.clusterAlias === cluster.alias) ||
        (recovery.successor !== null && cluster.servers.some((s) => s.key === recovery.successor))
    );
}

/** Newest first. */
export function recoveriesOf(state, cluster) {
    return [...state.recoveries.values()].filter((r) => concerns(r, cluster)).sort((a, b) => b.startedAt - a.startedAt);
}

/**
 * The cluster the address asks for: by name, by alias, or the one most of its servers have gone to. An address that
 * asks for none shows the only cluster there is.
 */
export function shownCluster(state) {
    const wanted = state.route.cluster;
    if (wanted === "") {
        const all = [...state.clusters.values()];
        return all.length === 1 ? all[0] : heirOf(all, state.shownKeys);
    }
    const byName = state.clusters.get(wanted);
    if (byName) {
        return byName;
    }
    const all = [...state.clusters.values()];
    return all.find((c) => c.alias === wanted) ?? heirOf(all, state.shownKeys);
}

/** A failover renames a cluster (it is named after its primary): its heir has most of its servers. */
function heirOf(clusters, keys) {
    const wanted = new Set(keys);
    let heir = null;
    let most = 0;
    for (const cluster of wanted.size > 0 ? clusters : []) {
        const shared = cluster.servers.filter((s) => wanted.has(s.key)).length;
        if (shared > most) {
            most = shared;
            heir = cluster;
        }
    }
    return heir;
}

/** Servers that the newest repair of this cluster left behind and that now stand elsewhere. */
export function leftBehind(state, cluster) {
    const repair = recoveriesOf(state, cluster).find((r) => r.successful);
    if (!repair) {
        return { repair: null, servers: [] };
    }
    const here = new Set(cluster.servers.map((s) => s.key));
    const lost = new Set([repair.failed, ...repair.lostReplicas].filter((key) => !here.has(key)));
    const servers = [];
    for (const other of lost.size > 0 ? state.clusters.values() : []) {
        servers.push(...other.servers.filter((s) => lost.has(s.key)));
    }
    return { repair, servers };
}

/** Applies a batch of messages { type, value } in order. */
export function applyMessages(state, messages) {
    const next = {
        ...state,
        clusters: new Map(state.clusters),
        recoveries: new Map(state.recoveries),
        log: state.log,
    };
    const entries = [];
    for (const { type, value } of messages) {
        APPLY[type]?.(next, value, entries);
    }
    if (entries.length > 0) {
        next.log = logged(next, entries);
        next.announcement = entries.filter((e) => e.isSerious).pop()?.text ?? next.announcement;
    }
    return next;
}

function logged(state, entries) {
    const at = state.now + state.clockOffset;
    const stamped = entries.map((entry) => ({ at, ...entry, id: ++entriesMade }));
    const all = [...stamped.reverse(), ...state.log];
    return all.sort((a, b) => b.at - a.at || b.id - a.id).slice(0, LOG_LENGTH);
}

const APPLY = {
    snapshot: applySnapshot,

    cluster(state, cluster, entries) {
        const before = state.clusters.get(cluster.name) ?? null;
        const running = runningRecovery(state, cluster);
        entries.push(...clusterChanges(before, cluster, running, elsewhere(state.clusters, cluster)));
        state.clusters.set(cluster.name, cluster);
    },

    gone(state, name, entries) {
        const gone = state.clusters.get(name);
        if (gone) {
            state.clusters.delete(name);
            entries.push({ kind: "info", cluster: gone.alias || name, text: "is gone", isSerious: false });
        }
    },

    detection(state, detection, entries) {
        entries.push({
            kind: "failing",
            at: detection.at,
            cluster: detection.cluster,
            text: `${detection.analysis} on ${detection.server}: ${detection.sentence}`,
            isSerious: true,
        });
    },

    recovery(state, recovery, entries) {
        const before = state.recoveries.get(recovery.uid) ?? null;
        const steps = recovery.steps.length > 0 ? recovery.steps : (before?.steps ?? []);
        const merged = { ...recovery, steps };
        state.recoveries.set(recovery.uid, merged);
        entries.push(...recoveryChanges(before, merged));
    },

    step(state, step, entries) {
        const recovery = state.recoveries.get(step.uid);
        if (recovery && !recovery.steps.some((s) => s.id === step.id)) {
            const steps = [...recovery.steps, step].sort((a, b) => a.ms - b.ms || a.id - b.id);
            state.recoveries.set(step.uid, { ...recovery, steps });
            const cluster = recovery.clusterAlias || recovery.cluster;
            entries.push({ kind: "recovering", at: step.at, cluster, text: step.message, isSerious: false });
        }
    },

    leader(state, leader, entries) {
        if (state.leadership?.leader !== leader) {
            const text = leader ? `${leader} leads` : "No node leads";
            entries.push({ kind: leader ? "info" : "warning", cluster: "", text, isSerious: true });
        }
        state.leadership = { leader, isLeader: leader !== null && leader === state.node?.name };
    },

    log(state, entry, entries) {
        entries.push(entry);
    },
};

function applySnapshot(state, fleet, entries) {
    const first = !state.loaded;
    const recoveries = new Map(fleet.recoveries.map((recovery) => [recovery.uid, recovery]));
    if (!first) {
        for (const recovery of recoveries.values()) {
            entries.push(...recoveryChanges(state.recoveries.get(recovery.uid) ?? null, recovery));
        }
    }
    state.recoveries = recoveries;
    const clusters = new Map(fleet.clusters.map((cluster) => [cluster.name, cluster]));
    for (const cluster of fleet.clusters) {
        const before = state.clusters.get(cluster.name) ?? null;
        const running = runningRecovery(state, cluster);
        entries.push(...clusterChanges(first ? null : before, cluster, running, elsewhere(clusters, cluster)));
    }
    Object.assign(state, {
        loaded: true,
        clusters,
        node: fleet.node,
        leadership: fleet.leadership,
        recoveriesEnabled: fleet.recoveriesEnabled,
    });
}

function elsewhere(clusters, except) {
    return (key) => {
        for (const cluster of clusters.values()) {
            if (cluster.name !== except.name && cluster.servers.some((s) => s.key === key)) {
                return true;
            }
        }
        return false;
    };
}

function recoveryChanges(before, after) {
    const cluster = after.clusterAlias || after.cluster;
    const entries = [];
    if (before === null) {
        const text = `recovery of ${after.failed} started: ${after.analysis}`;
        entries.push({ kind: "recovering", at: after.startedAt, cluster, text, isSerious: true });
    }
    if ((before === null || before.endedAt === null) && after.endedAt !== null) {
        const kind = after.successful ? "ok" : "failing";
        entries.push({ kind, at: after.endedAt, cluster, text: endSentence(after), isSerious: true });
    }
    if (before !== null && !before.isAcknowledged && after.isAcknowledged) {
        const by = after.acknowledgement?.owner ? ` by ${after.acknowledgement.owner}` : "";
        const text = `recovery of ${after.failed} acknowledged${by}`;
        entries.push({ kind: "info", cluster, text, isSerious: false });
    }
    return entries;
}

/** How a recovery ended, without a full stop. */
export function endSentence(recovery) {
    if (!recovery.successful) {
        return `recovery of ${recovery.failed} failed${recovery.errors[0] ? `: ${recovery.errors[0]}` : ""}`;
    }
    return recovery.successor
        ? `${recovery.successor} took the place of ${recovery.failed}`
        : `recovery of ${recovery.failed} ended well`;
}

/**
 * Where the servers of the shown cluster went when a recovery that ended under our eyes made another server its
 * primary and its cluster bears another name since; null when there is nothing to follow.
 */
export function followSuccessor(state) {
    const shown = shownCluster(state);
    if (!shown || state.route.cluster === "") {
        return null;
    }
    for (const recovery of state.recoveries.values()) {
        const isNew = recovery.endedAt !== null && recovery.endedAt > state.openedAt;
        if (isNew && recovery.successful && recovery.successor !== null && recovery.cluster === shown.name) {
            const here = shown.servers.some((s) => s.key === recovery.successor);
            const heir = here ? null : [...state.clusters.values()].find((c) => c.primary === recovery.successor);
            if (heir && heir !== shown) {
                return heir;
            }
        }
    }
    return null;
}

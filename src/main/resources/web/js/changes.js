/** What happened between two views of the fleet, told in sentences for the event log. Pure. */
import { clusterHealth, serverHealth } from "./health.js";

/**
 * Entries { kind, text, cluster, isSerious }. The kind is a health word or "info".
 *
 * @param before the cluster as it was, or null when it is new
 * @param running the recovery now running on it, or null
 * @param isElsewhere tells of a server's key whether another cluster has it now
 */
export function clusterChanges(before, after, running, isElsewhere) {
    if (before === null) {
        return [];
    }
    const was = clusterHealth(before, running);
    const is = clusterHealth(after, running);
    const entries = [];
    if (was.word !== is.word && is.word !== "recovering") {
        const text = is.word === "ok" ? `is OK: ${is.reason}` : `is ${is.word}: ${is.reason}`;
        entries.push({ kind: is.word, text, isSerious: is.word === "failing" });
    }
    if (before.primary !== after.primary && after.primary !== null) {
        const text = before.primary ? `has the primary ${after.primary}, no longer ${before.primary}` : null;
        entries.push({ kind: "info", text: text ?? `has the primary ${after.primary}`, isSerious: true });
    }
    const known = new Map(before.servers.map((s) => [s.key, s]));
    after.servers.forEach((server) => entries.push(...serverChanges(known.get(server.key) ?? null, server)));
    const stayed = new Set(after.servers.map((s) => s.key));
    known.forEach((server, key) => {
        if (!stayed.has(key) && !isElsewhere(key)) {
            entries.push({ kind: "info", text: `${key} left the cluster`, isSerious: false });
        }
    });
    return entries.map((entry) => ({ ...entry, cluster: after.alias || after.name }));
}

function serverChanges(before, after) {
    if (before === null) {
        return [{ kind: "info", text: `${after.key} joined the cluster`, isSerious: false }];
    }
    const entries = [];
    const add = (kind, text) => entries.push({ kind, text: `${after.key} ${text}`, isSerious: false });
    if (before.reachable !== after.reachable) {
        tellReachability(after, add);
    } else if (after.reachable === true) {
        tellReplication(before, after, add);
    }
    if (before.above !== after.above) {
        add("info", after.above === null ? "has no source any more" : `replicates from ${after.above}`);
    }
    if (before.readOnly !== after.readOnly && before.readOnly !== null && after.readOnly !== null) {
        add("info", after.readOnly ? "is read-only now" : "is writable now");
    }
    if ((before.downtime === null) !== (after.downtime === null)) {
        add("info", after.downtime ? `is in downtime: ${after.downtime.reason}` : "is out of its downtime");
    }
    return entries;
}

function tellReachability(server, add) {
    if (server.reachable === true) {
        add(serverHealth(server), "answers");
    } else if (server.reachable === false) {
        add("failing", `does not answer${server.failure ? `: ${server.failure}` : ""}`);
    }
}

function tellReplication(before, after, add) {
    const ran = linkState(before);
    const runs = linkState(after);
    if (ran !== runs && runs !== "none") {
        add(
            runs === "replicating" ? "ok" : "warning",
            runs === "replicating" ? "replicates" : `does not replicate (${runs})`,
        );
    }
    if (!before.hasErrantGtids && after.hasErrantGtids) {
        add("warning", "has errant transactions");
    }
}

/** "none", "replicating", or which thread is in which state. */
export function linkState(server) {
    const link = server.replication;
    if (link === null) {
        return "none";
    }
    if (link.isDetached) {
        return "detached";
    }
    if (link.isReplicating) {
        return "replicating";
    }
    if (link.io === "connecting") {
        return "connecting";
    }
    if (link.io === null) {
        return "not replicating";
    }
    const io = link.io === "running";
    return io ? "SQL stopped" : link.sql === "running" ? "I/O stopped" : "stopped";
}

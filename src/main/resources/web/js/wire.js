/**
 * From the server's JSON to the page's own values; the only module that knows names of the wire. What the server does
 * not know is null here, never 0, false or "". Times become milliseconds since 1970.
 */

import { clock } from "./format.js";

const HEALTHS = { failing: "failing", degraded: "warning", healthy: "ok" };

export function readFleet(json) {
    const node = json.node ?? {};
    return {
        now: time(json.now),
        node: { name: node.hostname ?? "", version: node.version ?? "", trouble: node.trouble ?? null },
        leadership: { isLeader: node.isLeader ?? null, leader: node.leader || null },
        recoveriesEnabled: json.recoveriesEnabled ?? true,
        clusters: (json.clusters ?? []).map(readCluster),
        recoveries: (json.recoveries ?? []).map(readRecovery),
    };
}

export function readLeader(json) {
    return json.leader || null;
}

export function readCluster(json) {
    const servers = (json.members ?? []).map(readServer);
    return {
        name: json.name,
        alias: json.alias ?? "",
        domain: json.domain ?? "",
        primary: json.primary ?? null,
        health: HEALTHS[json.health] ?? null,
        recoversByItself: json.recoversPrimary ?? null,
        diagnoses: (json.diagnoses ?? []).flatMap(readDiagnosis),
        servers,
        searchText: searchText(json, servers),
    };
}

/** All a search may find a cluster by, in lower case. */
function searchText(json, servers) {
    const texts = [json.name, json.alias, json.domain];
    servers.forEach((s) => texts.push(s.key, s.alias, s.dataCenter, s.version, s.flavor));
    return [...new Set(texts.filter(Boolean))].join("\n").toLowerCase();
}

/** The diagnosis itself, if there is one, and each warning about the structure as a notice of its own. */
function readDiagnosis(json) {
    const common = { server: json.server ?? "", isSkippable: json.isDowntimed ?? false };
    const notices = (json.warnings ?? []).map((sentence) => ({
        ...common,
        code: "",
        severity: "info",
        sentence,
        action: "",
        evidence: [],
    }));
    const own = {
        ...common,
        code: json.code ?? "",
        severity: json.severity ?? "warning",
        sentence: json.description ?? "",
        action: [json.action, json.refusal && `not repaired: ${json.refusal}`].filter(Boolean).join("; "),
        evidence: (json.evidence ?? []).map(inOwnTime),
    };
    return own.code === "NoProblem" ? notices : [own, ...notices];
}

/** Texts name instants in UTC; people read their own clock. */
function inOwnTime(text) {
    return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+Z/g, (instant) => clock(Date.parse(instant)));
}

function readServer(json) {
    const wasNeverRead = !json.isReachable && !json.version && !json.failure;
    return {
        key: json.key,
        alias: json.alias ?? "",
        above: json.source ?? null,
        isCoPrimary: json.isCoPrimary ?? false,
        reachable: wasNeverRead ? null : (json.isReachable ?? null),
        failure: json.failure ?? null,
        failingSince: time(json.failingSince),
        version: json.version ?? null,
        flavor: json.flavor ?? null,
        readOnly: json.isReadOnly ?? null,
        logsUpdates: json.logsUpdates ?? null,
        hasErrantGtids: json.hasErrantGtids ?? false,
        replication: readReplication(json),
        dataCenter: json.dataCenter ?? "",
        promotionRule: json.promotionRule ?? "neutral",
        downtime: json.downtime ? readNote(json.downtime) : null,
        maintenance: json.maintenance ? readNote(json.maintenance) : null,
        problems: json.problems ?? [],
    };
}

function readReplication(json) {
    if (json.isReplicating === null || json.isReplicating === undefined) {
        return null;
    }
    const channel = json.channel ?? {};
    return {
        isReplicating: json.isReplicating,
        io: channel.io ?? null,
        sql: channel.sql ?? null,
        error: channel.error ?? null,
        isDetached: channel.isDetached ?? false,
        lagSeconds: json.lagSeconds ?? null,
        delaySeconds: channel.delaySeconds ?? 0,
    };
}

function readNote(json) {
    return { owner: json.owner ?? "", reason: json.reason ?? "", until: time(json.until) };
}

export function readRecovery(json) {
    return {
        id: json.id,
        uid: json.uid,
        cluster: json.cluster ?? "",
        clusterAlias: json.alias ?? "",
        failed: json.failed ?? "",
        analysis: json.analysis ?? "",
        sentence: json.description ?? "",
        evidence: (json.evidence ?? []).map(inOwnTime),
        node: json.node ?? "",
        startedAt: time(json.startedAt),
        endedAt: time(json.endedAt),
        successful: json.isSuccessful ?? null,
        successor: json.successor ?? null,
        lostReplicas: json.lostReplicas ?? [],
        errors: (json.errors ?? []).filter(Boolean),
        isAcknowledged: json.isAcknowledged ?? false,
        acknowledgement: json.acknowledgement ? readAcknowledgement(json.acknowledgement) : null,
        steps: (json.steps ?? []).map(readStep),
    };
}

function readAcknowledgement(json) {
    return { owner: json.owner ?? "", comment: json.comment ?? "", at: time(json.at) };
}

/** A step by itself also names its recovery. */
export function readStep(json) {
    return {
        id: json.id,
        uid: json.uid,
        at: time(json.at),
        ms: json.millis ?? 0,
        message: inOwnTime(json.message ?? ""),
    };
}

export function readDetection(json) {
    return {
        analysis: json.analysis ?? "",
        server: json.failed ?? "",
        cluster: json.alias || json.cluster || "",
        sentence: json.description ?? "",
        at: time(json.at),
    };
}

export function readHeartbeat(json) {
    return time(json.now);
}

function time(text) {
    const at = text === null || text === undefined ? NaN : Date.parse(text);
    return Number.isNaN(at) ? null : at;
}

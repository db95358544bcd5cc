package io.quorate.http;

import java.util.List;
import java.util.Random;

/** Request targets made of real endpoints and of what does not belong there. */
final class HostileRequests {

    private static final List<String> ENDPOINTS = List.of(
            "instance",
            "instance-replicas",
            "cluster",
            "cluster/alias",
            "cluster/instance",
            "cluster-info",
            "topology",
            "topology-tabulated",
            "topology-tags",
            "master",
            "search",
            "problems",
            "downtimed",
            "tags",
            "tag-value",
            "tag",
            "untag",
            "untag-all",
            "tagged",
            "begin-downtime",
            "end-downtime",
            "begin-maintenance",
            "end-maintenance",
            "in-maintenance",
            "register-candidate",
            "audit-recovery",
            "audit-recovery/id",
            "audit-failure-detection",
            "audit-recovery-steps",
            "ack-recovery",
            "ack-recovery/cluster",
            "recover",
            "discover",
            "async-discover",
            "refresh",
            "forget",
            "forget-cluster",
            "resolve",
            "set-cluster-alias",
            "leader-check",
            "discovery-metrics-raw",
            "discovery-metrics-aggregated",
            "replication-analysis",
            "blocked-recoveries/cluster",
            "v2/cluster",
            "v2/recovery",
            "headers",
            "raft-yield",
            "nothing");
    private static final List<String> PARTS = List.of(
            "db1",
            "3306",
            "db2:3306",
            "shop",
            "",
            "%20",
            "%00",
            "%2F",
            "%2e%2e",
            "..",
            "-1",
            "0",
            "65536",
            "99999999999999999999",
            "1e9",
            "%F0%9F%98%80",
            "%ff%fe",
            "%",
            "%zz",
            "'",
            "%27%20or%20%271%27=%271",
            "%3Cscript%3E",
            "_",
            "//x",
            "%2F%2Fx",
            "[::1]",
            "::1",
            "a,b",
            "%0A",
            "5m",
            "0s",
            "-5m",
            "9999999999w",
            "999999999w",
            "must",
            "a".repeat(3000),
            "\u00e9",
            "{",
            "|",
            "\\",
            "^",
            "`",
            "~",
            "+",
            "*",
            "(",
            "[",
            "%25");
    private static final List<String> QUERIES = List.of(
            "",
            "?",
            "?tag",
            "?tag=",
            "?tag=~",
            "?tag==",
            "?tag=a,,b",
            "?comment=%0A",
            "?comment=x",
            "?s=%",
            "?s=%zz",
            "?s[]=1",
            "?&&&",
            "?=",
            "?alias=%3C",
            "?page=x",
            "?a=b?c=d",
            "?skipProcesses=maybe",
            "?tag=%ff");

    private final Random random;

    HostileRequests(Random random) {
        this.random = random;
    }

    String next() {
        StringBuilder target = new StringBuilder(random.nextInt(20) == 0 ? "/" : "/api/").append(one(ENDPOINTS));
        int parts = random.nextInt(6);
        for (int i = 0; i < parts; i++) {
            target.append('/').append(one(PARTS));
        }
        return target.append(one(QUERIES)).toString();
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

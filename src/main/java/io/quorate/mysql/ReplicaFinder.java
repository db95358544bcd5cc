package io.quorate.mysql;

import io.quorate.model.InstanceKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Who replicates from a server, by what it says itself.
 *
 * <p>The list of replicas is believed first: it has ports. A replica without {@code report_host} has an empty host there
 * (MySQL) and is then looked for among the threads that send the binary log, which know only the client's address; its
 * port is taken from the list if that leaves no doubt, else it is guessed to be the server's own.
 */
final class ReplicaFinder {

    private final UnaryOperator<String> resolve;
    private final int ownPort;
    private final boolean trustsList;

    /**
     * @param resolve what to make of a replica's host name
     * @param trustsList whether a list that names any replica is taken to name all
     */
    ReplicaFinder(UnaryOperator<String> resolve, int ownPort, boolean trustsList) {
        this.resolve = resolve;
        this.ownPort = ownPort;
        this.trustsList = trustsList;
    }

    /**
     * @param listed rows of the list of replicas
     * @param isListKnown false if the list could not be read
     * @param threads rows of threads that send the binary log
     */
    SortedSet<InstanceKey> find(List<Row> listed, boolean isListKnown, List<Row> threads) {
        SortedSet<InstanceKey> found = new TreeSet<>();
        Set<Integer> portsWithoutHost = new HashSet<>();
        int nameless = 0;
        for (Row row : listed) {
            String host = row.textOrEmpty("host");
            int port = (int) row.numberOrZero("port");
            if (!host.isEmpty() && port > 0) {
                found.add(new InstanceKey(resolve.apply(host), port));
            } else {
                nameless++;
                portsWithoutHost.add(port);
            }
        }
        boolean isListEnough = isListKnown && (nameless == 0 || (trustsList && !found.isEmpty()));
        if (!isListEnough) {
            int port = portsWithoutHost.size() == 1
                    ? known(portsWithoutHost.iterator().next())
                    : ownPort;
            unlisted(found, threads).forEach(host -> found.add(new InstanceKey(host, port)));
        }
        return found;
    }

    private int known(int port) {
        return port > 0 ? port : ownPort;
    }

    /** Hosts of threads that no listed replica accounts for; each listed one accounts for one thread of its host. */
    private List<String> unlisted(Set<InstanceKey> listed, List<Row> threads) {
        List<String> accounted =
                new ArrayList<>(listed.stream().map(InstanceKey::host).toList());
        List<String> rest = new ArrayList<>();
        for (Row thread : threads) {
            String host = host(thread.textOrEmpty("host"));
            if (!host.isEmpty()) {
                String resolved = resolve.apply(host);
                if (!accounted.remove(resolved)) {
                    rest.add(resolved);
                }
            }
        }
        return rest;
    }

    /** The client's address without its port: all before the last colon if what follows is a number. */
    static String host(String client) {
        int colon = client.lastIndexOf(':');
        String host =
                colon < 0 || Row.parse(client.substring(colon + 1)).isEmpty() ? client : client.substring(0, colon);
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}

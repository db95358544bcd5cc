package io.quorate.readmodel;

import io.quorate.model.InstanceKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds what a person meant by an incomplete name. */
public final class Hints {

    private Hints() {}

    /**
     * The cluster a text stands for; the first that is found: a cluster's name, a cluster's alias, a server of a
     * cluster, the only server whose host contains the text and whose port is the same. Empty when none is found.
     *
     * @param defaultPort the port of a server given without one
     */
    public static Optional<ClusterView> cluster(FleetView view, String hint, int defaultPort) {
        if (hint.isEmpty()) {
            return Optional.empty();
        }
        return view.cluster(hint)
                .or(() -> view.clusterByAlias(hint))
                .or(() -> InstanceKey.parse(hint, defaultPort).flatMap(key -> view.clusterOf(instance(view, key))));
    }

    /**
     * The known server a key stands for: itself when known or written as an IPv4 address; else the only known server
     * with that port whose host contains the given text. The key itself when there is none, or more than one.
     */
    public static InstanceKey instance(FleetView view, InstanceKey key) {
        if (key.isIpv4() || !key.isValid() || view.clusterOf(key).isPresent()) {
            return key;
        }
        String wanted = key.host().toLowerCase(Locale.ROOT);
        List<InstanceKey> found = view.keys().stream()
                .filter(known -> known.port() == key.port()
                        && known.host().toLowerCase(Locale.ROOT).contains(wanted))
                .limit(2)
                .toList();
        return found.size() == 1 ? found.get(0) : key;
    }
}

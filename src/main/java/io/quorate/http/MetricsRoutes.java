package io.quorate.http;

import io.quorate.api.Json;
import io.quorate.api.ProbeMetricsJson;
import io.quorate.readmodel.ProbeSample;
import java.util.List;

/** How long probes took lately. */
final class MetricsRoutes {

    private final Ports ports;
    private final Lookup lookup;

    MetricsRoutes(Ports ports, Lookup lookup) {
        this.ports = ports;
        this.lookup = lookup;
    }

    void addTo(EndpointTable table) {
        table.read("discovery-metrics-raw/:seconds", this::raw);
        table.read("discovery-metrics-aggregated/:seconds", this::aggregated);
    }

    private List<ProbeSample> samples(long seconds) {
        return ports.readModel().probes().since(lookup.now().minusSeconds(Math.min(seconds, 86_400)));
    }

    private Answer raw(ApiRequest request) {
        long seconds = request.integer("seconds");
        if (seconds <= 0) {
            throw new BadRequest("Invalid seconds: '" + seconds + "' must be above 0");
        }
        return Answer.bare(Json.arrayOrNull(samples(seconds), ProbeMetricsJson::write));
    }

    private Answer aggregated(ApiRequest request) {
        long seconds = Math.max(0, request.asInteger(request.path("seconds")).orElse(0L));
        return Answer.bare(ProbeMetricsJson.aggregated(seconds == 0 ? List.of() : samples(seconds)));
    }
}

package io.quorate.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.quorate.readmodel.ProbeSample;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Timings of recent probes, one by one and summed up. */
public final class ProbeMetricsJson {

    private static final String NEVER = "0001-01-01T00:00:00Z";

    private ProbeMetricsJson() {}

    public static void write(JsonGenerator json, ProbeSample sample) throws IOException {
        json.writeStartObject();
        json.writeStringField("Timestamp", Timestamps.rfc3339(sample.at()));
        json.writeStringField("Hostname", sample.key().host());
        json.writeNumberField("Port", sample.key().port());
        json.writeNumberField("BackendLatencySeconds", seconds(sample.own()));
        json.writeNumberField("InstanceLatencySeconds", seconds(sample.server()));
        json.writeNumberField("TotalLatencySeconds", seconds(sample.total()));
        if (sample.error().isEmpty()) {
            json.writeNullField("Err");
        } else {
            json.writeObjectFieldStart("Err");
            json.writeStringField("Message", sample.error().get());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** Mean, maximum, median and 95th percentile; all zero without samples. The samples are oldest first. */
    public static Json.Body aggregated(List<ProbeSample> samples) {
        return json -> {
            List<ProbeSample> failed =
                    samples.stream().filter(s -> s.error().isPresent()).toList();
            json.writeStartObject();
            writeCounts(json, samples, failed);
            for (Statistic statistic : Statistic.values()) {
                write(json, statistic.word, statistic, samples);
                write(json, "Failed" + statistic.word, statistic, failed);
            }
            json.writeEndObject();
        };
    }

    private static void writeCounts(JsonGenerator json, List<ProbeSample> samples, List<ProbeSample> failed)
            throws IOException {
        boolean none = samples.isEmpty();
        json.writeStringField(
                "FirstSeen", none ? NEVER : Timestamps.rfc3339(samples.get(0).at()));
        json.writeStringField(
                "LastSeen",
                none
                        ? NEVER
                        : Timestamps.rfc3339(samples.get(samples.size() - 1).at()));
        json.writeNumberField("CountDistinctInstanceKeys", distinct(samples));
        json.writeNumberField(
                "CountDistinctOkInstanceKeys",
                distinct(samples.stream().filter(s -> s.error().isEmpty()).toList()));
        json.writeNumberField("CountDistinctFailedInstanceKeys", distinct(failed));
        json.writeNumberField("FailedDiscoveries", failed.size());
        json.writeNumberField("SuccessfulDiscoveries", samples.size() - failed.size());
    }

    private static long distinct(List<ProbeSample> samples) {
        return samples.stream().map(ProbeSample::key).distinct().count();
    }

    private static void write(JsonGenerator json, String prefix, Statistic statistic, List<ProbeSample> samples)
            throws IOException {
        json.writeNumberField(prefix + "TotalSeconds", statistic.of(samples, ProbeSample::total));
        json.writeNumberField(prefix + "BackendSeconds", statistic.of(samples, ProbeSample::own));
        json.writeNumberField(prefix + "InstanceSeconds", statistic.of(samples, ProbeSample::server));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private enum Statistic {
        MEAN("Mean") {
            @Override
            double of(double[] sorted) {
                return Arrays.stream(sorted).average().orElse(0);
            }
        },
        MAX("Max") {
            @Override
            double of(double[] sorted) {
                return sorted[sorted.length - 1];
            }
        },
        MEDIAN("Median") {
            @Override
            double of(double[] sorted) {
                return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
            }
        },
        P95("P95") {
            @Override
            double of(double[] sorted) {
                return sorted[(int) Math.ceil(sorted.length * 0.95) - 1];
            }
        };

        private final String word;

        Statistic(String word) {
            this.word = word;
        }

        /** @param sorted at least one value, ascending */
        abstract double of(double[] sorted);

        double of(List<ProbeSample> samples, Function<ProbeSample, Duration> part) {
            double[] sorted = samples.stream()
                    .mapToDouble(s -> seconds(part.apply(s)))
                    .sorted()
                    .toArray();
            return sorted.length == 0 ? 0 : of(sorted);
        }
    }
}

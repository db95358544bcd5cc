package io.quorate.http;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number and one letter: {@code 90s}, {@code 10m}, {@code 2h}, {@code 7d}, {@code 4w}. */
final class ShortDuration {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhdw])");

    private ShortDuration() {}

    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new BadRequest(
                    "Invalid duration: '" + text + "'; expected a number followed by one of s, m, h, d, w");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }
}

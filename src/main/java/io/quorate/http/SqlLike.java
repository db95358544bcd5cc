package io.quorate.http;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** SQL's {@code LIKE}: {@code %} stands for any text, {@code _} for any character; case does not matter. */
final class SqlLike {

    private SqlLike() {}

    static Predicate<String> matcher(String pattern) {
        StringBuilder regex = new StringBuilder();
        pattern.codePoints().forEach(c -> {
            switch (c) {
                case '%' -> regex.append(".*");
                case '_' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
            }
        });
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                .asMatchPredicate();
    }
}

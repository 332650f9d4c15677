package dev.tidemark.desktop.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

class PlaceTest {
    private static final Rectangle2D LAPTOP = new Rectangle2D(0, 0, 1440, 900);
    private static final Rectangle2D DESK = new Rectangle2D(1440, 0, 2560, 1440);

    @Test
    void a_window_comes_back_to_the_screen_it_was_on() {
        Place place = new Place(true, 1600, 100, 1280, 800, false);

        assertThat(place.on(List.of(LAPTOP, DESK))).isEqualTo(place);
    }

    @Test
    void a_place_on_a_screen_that_is_gone_is_forgotten_and_the_size_fits_the_one_that_is_there() {
        Place place = new Place(true, 1600, 100, 2000, 1300, true);

        assertThat(place.on(List.of(LAPTOP))).isEqualTo(new Place(false, 0, 0, 1440, 900, true));
    }

    @Test
    void a_window_whose_title_bar_is_above_the_screen_is_pulled_into_reach() {
        assertThat(new Place(true, 100, -10, 1280, 800, false)
                        .on(List.of(LAPTOP))
                        .y())
                .isZero();
        assertThat(new Place(true, 100, -300, 1280, 800, false)
                        .on(List.of(LAPTOP))
                        .known())
                .isFalse();
    }
}

package dev.tidemark.sandbox;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The names and goods that the demo shop's rows are made of. */
final class ShopWords {
    static final List<String> FIRST_NAMES = List.of(
            "Anna",
            "Mateo",
            "Yuki",
            "Fatima",
            "Liam",
            "Chiara",
            "Noah",
            "Zanele",
            "Ivan",
            "Amélie",
            "Oluwaseun",
            "Sofía",
            "Henrik",
            "Mei",
            "Arjun",
            "Katarzyna",
            "Tomás",
            "Leila",
            "Jürgen",
            "Siobhán",
            "Diego",
            "Aisha",
            "Björn",
            "Priya",
            "Marcel",
            "Hana",
            "Emeka",
            "Ingrid",
            "Pavel",
            "Rosa",
            "Kwame",
            "Elif");
    static final List<String> LAST_NAMES = List.of(
            "Okafor",
            "Müller",
            "Tanaka",
            "García",
            "Novák",
            "Rossi",
            "O'Brien",
            "Kowalska",
            "Haddad",
            "Lindström",
            "Nguyen",
            "Dubois",
            "Mbeki",
            "Petrov",
            "Silva",
            "Johansson",
            "Sharma",
            "Keller",
            "Yılmaz",
            "van Dijk",
            "Martin",
            "Costa",
            "Hernández",
            "Andersen",
            "Ito",
            "Weber",
            "Popescu",
            "Nagy",
            "Murphy");
    static final List<String> CITIES = List.of(
            "Lisbon", "Kraków", "Lyon", "Hamburg", "Cork", "Porto", "Utrecht", "Malmö", "Brno", "Graz", "Ghent",
            "Turin", "Bilbao", "Tampere", "Aarhus", "Zürich", "Tartu");
    static final List<String> STREETS = List.of(
            "Station Road",
            "Rua da Prata",
            "Lindenweg",
            "Rue Victor Hugo",
            "Mill Lane",
            "Kirkegata",
            "Calle Mayor",
            "Via Roma",
            "Harbour Street",
            "Gartenstraße",
            "Bridge Street");
    static final List<String> NOTES = List.of(
            "Leave with the neighbour at no. 12",
            "Ring twice, please",
            "Birthday present, no invoice in the box",
            "Deliver after 18:00",
            "Gate code 4711#",
            "Call before delivery\n(second floor, \"Atelier\")");
    static final List<String> COUPONS = List.of("WELCOME10", "SPRING26", "FREESHIP", "LOYAL,5");

    static final List<Product> PRODUCTS = List.of(
            new Product("KTC-1001", "Enamel kettle 1.5 l", new BigDecimal("39.90")),
            new Product("KTC-1014", "Cast-iron pan 28 cm", new BigDecimal("64.00")),
            new Product("KTC-1032", "Chef's knife 20 cm", new BigDecimal("89.50")),
            new Product("KTC-1040", "Oak cutting board", new BigDecimal("34.95")),
            new Product("KTC-1066", "Pour-over coffee set", new BigDecimal("47.20")),
            new Product("KTC-1071", "Burr grinder", new BigDecimal("119.00")),
            new Product("HOM-2003", "Linen duvet cover 200×220", new BigDecimal("129.00")),
            new Product("HOM-2010", "Wool blanket, grey", new BigDecimal("98.00")),
            new Product("HOM-2027", "Reading lamp, brass", new BigDecimal("74.90")),
            new Product("HOM-2035", "Storage basket, seagrass", new BigDecimal("24.50")),
            new Product("HOM-2051", "Beeswax candles, 6 pieces", new BigDecimal("18.00")),
            new Product("GRD-3002", "Secateurs", new BigDecimal("42.00")),
            new Product("GRD-3009", "Watering can 9 l", new BigDecimal("36.80")),
            new Product("GRD-3018", "Tomato seeds, 'Black Krim'", new BigDecimal("3.60")),
            new Product("GRD-3024", "Bamboo rake", new BigDecimal("27.40")),
            new Product("OFF-4001", "Dot-grid notebook A5", new BigDecimal("14.90")),
            new Product("OFF-4012", "Fountain pen, fine nib", new BigDecimal("58.00")),
            new Product("OFF-4020", "Desk mat, felt", new BigDecimal("32.00")),
            new Product("OUT-5004", "Vacuum flask 0.75 l", new BigDecimal("31.50")),
            new Product("OUT-5011", "Rain jacket, unisex", new BigDecimal("149.00")),
            new Product("OUT-5016", "Head torch 400 lm", new BigDecimal("44.90")),
            new Product("KID-6003", "Wooden train set", new BigDecimal("52.00")),
            new Product("KID-6008", "Picture book \"The Lost Tide\"", new BigDecimal("16.95")));

    /** What can be ordered. */
    record Product(String sku, String name, BigDecimal price) {}

    private ShopWords() {}

    static <T> T any(List<T> from) {
        return from.get(ThreadLocalRandom.current().nextInt(from.size()));
    }
}

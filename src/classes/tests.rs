use super::*;
use proptest::prelude::*;

fn bounds(numbers: &[f64], method: Method, count: usize) -> Vec<f64> {
    let scale = Scale { method: Some(method), classes: Some(count), ..Scale::default() };
    let readings: Vec<Reading> = numbers.iter().map(|it| Reading::Number(*it)).collect();
    match told(&readings, &scale).expect("they can be told apart").0 {
        Told::Classes { bounds, .. } => bounds,
        other => panic!("{other:?}"),
    }
}

#[test]
fn quantiles_have_as_many_values_in_each_class_and_round_bounds() {
    let numbers: Vec<f64> = (1..=100).map(f64::from).collect();
    assert_eq!(
        bounds(&numbers, Method::Quantile, 4),
        [0.0, 26.0, 51.0, 76.0, 100.0].map(|it| if it == 0.0 { 1.0 } else { it })
    );
    let skewed = [1.0, 1.2, 3.7, 4.1, 96.0, 104.0, 1240.0, 1999.0];
    assert_eq!(bounds(&skewed, Method::Quantile, 4)[1..4], [2.0, 50.0, 1000.0]);
}

/// By brute force: of all ways to cut them, the one within whose classes values differ least.
fn best_cut(numbers: &[f64], count: usize) -> f64 {
    fn spread(part: &[f64]) -> f64 {
        let mean = part.iter().sum::<f64>() / part.len() as f64;
        part.iter().map(|it| (it - mean) * (it - mean)).sum()
    }
    if count == 1 {
        return spread(numbers);
    }
    let cuts = 1..=numbers.len() - count + 1;
    cuts.map(|at| spread(&numbers[..at]) + best_cut(&numbers[at..], count - 1))
        .fold(f64::INFINITY, f64::min)
}

proptest! {
    #[test]
    fn natural_breaks_are_the_best_of_all(mut numbers in prop::collection::vec(0.0..1000.0_f64, 5..12), count in 2usize..5) {
        numbers.sort_by(f64::total_cmp);
        numbers.dedup();
        prop_assume!(numbers.len() >= count);
        let found = bounds(&numbers, Method::Jenks, count);
        let mut classes: Vec<Vec<f64>> = vec![Vec::new(); found.len() - 1];
        for number in &numbers {
            classes[class_of(&found, *number).expect("it is in a class")].push(*number);
        }
        let cost: f64 = classes.iter().filter(|it| !it.is_empty()).map(|part| {
            let mean = part.iter().sum::<f64>() / part.len() as f64;
            part.iter().map(|it| (it - mean) * (it - mean)).sum::<f64>()
        }).sum();
        prop_assert!(cost <= best_cut(&numbers, count) + 1e-6);
    }

    #[test]
    fn every_value_is_in_a_class_and_bounds_rise(
        numbers in prop::collection::vec(prop_oneof![-1e6..1e6_f64, Just(0.0), -1.0..1.0_f64, 1e-9..1e-6_f64], 1..60),
        count in 2usize..12,
        method in prop::sample::select(vec![Method::Quantile, Method::Equal, Method::Jenks, Method::Pretty]),
        diverges in any::<bool>(),
    ) {
        let diverging = diverges.then_some(0.0);
        let scale = Scale { method: Some(method), classes: Some(count), diverging, ..Scale::default() };
        let readings: Vec<Reading> = numbers.iter().map(|it| Reading::Number(*it)).collect();
        let (Told::Classes { bounds, counts, .. }, missing) = told(&readings, &scale).expect("numbers") else { panic!() };
        prop_assert_eq!(counts.iter().sum::<usize>() + missing, numbers.len());
        prop_assert!(bounds.windows(2).all(|pair| pair[0] < pair[1] || bounds.len() == 2), "{:?}", bounds);
    }

    #[test]
    fn the_roundest_number_of_a_span_lies_in_it(low in -1e9..1e9_f64, span in 1e-6..1e6_f64) {
        let found = round::between(low, low + span);
        prop_assert!(found > low && found <= low + span);
    }
}

#[test]
fn round_bounds_have_no_digits_that_nobody_meant() {
    for (low, high, round) in [
        (1.2, 3.7, 2.0),
        (96.0, 104.0, 100.0),
        (0.11, 0.34, 0.2),
        (1240.0, 1999.0, 1500.0),
        (-3.0, 4.0, 0.0),
    ] {
        assert_eq!(round::between(low, high), round, "{low} {high}");
    }
}

#[test]
fn words_are_categories_and_numbers_are_no_words() {
    let of = |words: &[&str]| -> Vec<Reading> {
        words
            .iter()
            .map(|it| it.parse().map_or_else(|_| Reading::Word((*it).to_owned()), Reading::Number))
            .collect()
    };
    let (Told::Categories(words), _) =
        told(&of(&["port", "base", "port", "7"]), &Scale::default()).expect("words")
    else {
        panic!()
    };
    assert_eq!(words, [("port".to_owned(), 2), ("7".to_owned(), 1), ("base".to_owned(), 1)]);
    let scale = Scale { classes: Some(4), ..Scale::default() };
    let flaw = told(&of(&["port", "3"]), &scale).expect_err("classes are of numbers");
    assert!(flaw.message.contains("classes"), "{}", flaw.message);
    assert!(told(&[Reading::Missing], &Scale::default()).is_err());
}

#[test]
fn colours_turn_where_they_are_to() {
    let [weak, strong] = [diverging("puor", 1, 3, false), diverging("puor", 3, 1, false)];
    assert_eq!((weak.len(), strong.len()), (4, 4));
    // one class below is as weak as the first above
    assert_ne!(weak[0], strong[0]);
    assert_eq!(strong[3], continuous("puor", 0.5 + 0.5 / 3.0, false));
}

#[test]
fn ratios_have_bounds_at_powers_of_ten() {
    let scale = Scale { method: Some(Method::Pretty), log: true, ..Scale::default() };
    let readings = [824_352.0, 5_803_482.0, 15_655_924.0, 1_200.0].map(Reading::Number);
    let (Told::Classes { bounds, .. }, _) = told(&readings, &scale).expect("numbers") else {
        panic!()
    };
    assert_eq!(bounds, [1e3, 1e4, 1e5, 1e6, 1e7, 1e8]);
    let (Told::Classes { bounds, .. }, _) = told(&readings[..3], &scale).expect("numbers") else {
        panic!()
    };
    assert_eq!(bounds, [5e5, 1e6, 2e6, 5e6, 1e7, 2e7]);
}

#[test]
fn classes_end_at_the_least_and_the_greatest_value() {
    let values = [-0.5, 20.0, 5_000.0, 15_600_000.0];
    let readings = values.map(Reading::Number);
    let scale = Scale { breaks: Some(vec![1_000.0, 100_000.0]), ..Scale::default() };
    let (told, _) = told(&readings, &scale).expect("numbers");
    let of_breaks = match told {
        Told::Classes { bounds, .. } => bounds,
        _ => Vec::new(),
    };
    assert_eq!(of_breaks, [-0.5, 1_000.0, 100_000.0, 15_600_000.0]);
    // round ends are near values that there are, whatever the others span
    for method in [Method::Quantile, Method::Equal, Method::Jenks] {
        let of_method = bounds(&values, method, 3);
        assert_eq!(of_method.first(), Some(&-0.5), "{method:?}");
        assert_eq!(of_method.last(), Some(&16_000_000.0), "{method:?}");
    }
}

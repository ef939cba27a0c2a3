//! The same numbers as SciPy and statsmodels, on random inputs recorded by `tests/statistics/record.py`.

use serde_json::Value;

use super::*;

const RECORDED: &str = include_str!("../../../tests/statistics/recorded.json");

/// The recorded cases of one statistic: what goes in, then the numbers that come out.
fn cases(name: &str) -> Vec<Vec<Value>> {
    let recorded: Value = serde_json::from_str(RECORDED).unwrap();
    let cases: Vec<Vec<Value>> = serde_json::from_value(recorded[name].clone()).unwrap();
    assert!(cases.len() >= 200, "{name}: {} cases", cases.len());
    cases
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn pair(value: &Value) -> (f64, f64) {
    (number(&value[0]), number(&value[1]))
}

fn sample(value: &Value) -> Sample {
    let values: Vec<f64> = serde_json::from_value(value.clone()).unwrap();
    Sample::of(&values).unwrap()
}

fn answers(value: &Value) -> Recommendation {
    let [promoters, passives, detractors] = serde_json::from_value(value.clone()).unwrap();
    Recommendation { promoters, passives, detractors }
}

/// To nine digits; near nothing, where a difference of like numbers has none left, to twelve decimals of `unit`.
#[track_caller]
fn same(found: f64, expected: f64, unit: f64, case: &[Value]) {
    let off = (found - expected).abs();
    assert!(off <= 1e-9 * expected.abs() || off <= 1e-12 * unit, "{found} is not {expected}: {case:?}");
}

#[track_caller]
fn same_interval(found: Option<Interval>, unit: f64, case: &[Value]) {
    let found = found.unwrap_or_else(|| panic!("no interval: {case:?}"));
    same(found.low, number(&case[case.len() - 2]), unit, case);
    same(found.high, number(&case[case.len() - 1]), unit, case);
}

#[test]
fn intervals_of_shares() {
    for case in cases("wilson") {
        same_interval(wilson(number(&case[0]), number(&case[1])), 1.0, &case);
    }
    for case in cases("share_difference") {
        let found = share_difference(pair(&case[0]), pair(&case[1])).unwrap();
        same_interval(Some(found.interval), 1.0, &case);
    }
}

#[test]
fn intervals_of_net_promoter_scores() {
    for case in cases("nps") {
        same_interval(answers(&case[0]).interval(), 100.0, &case);
    }
    for case in cases("nps_difference") {
        let found = nps_difference(answers(&case[0]), answers(&case[1])).unwrap();
        same_interval(Some(found.interval), 100.0, &case);
    }
}

#[test]
fn means_and_deviations() {
    for case in cases("sample") {
        let found = sample(&case[0]);
        same(found.mean, number(&case[1]), 1.0, &case);
        same(found.sd.unwrap(), number(&case[2]), 1.0, &case);
    }
}

#[test]
fn intervals_of_means() {
    for case in cases("mean_interval") {
        let n = case[0].as_u64().unwrap() as u32;
        let sample = Sample { n, mean: number(&case[1]), sd: Some(number(&case[2])) };
        same_interval(mean_interval(sample), 1.0, &case);
    }
    for case in cases("mean_difference") {
        let found = mean_difference(sample(&case[0]), sample(&case[1])).unwrap();
        same_interval(Some(found.interval), 1.0, &case);
    }
}

#[test]
fn slopes() {
    for case in cases("slope") {
        let (x, y): (Vec<f64>, Vec<f64>) = (
            serde_json::from_value(case[0].clone()).unwrap(),
            serde_json::from_value(case[1].clone()).unwrap(),
        );
        let points: Vec<(f64, f64)> = x.into_iter().zip(y).collect();
        same(slope(&points).unwrap(), number(&case[2]), 1.0, &case);
    }
}

//! Icons that stand beside a text and qualify it.

use super::pen::Pen;

/// What stands between the two halves of a link.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Middle {
    Whole,
    Dotted,
    Broken,
}

pub(super) fn person(pen: &mut Pen) {
    pen.circle(12.0, 7.5, 4.5);
    pen.from(3.5, 21.0).curve((3.5, 17.2), (7.0, 15.5), (12.0, 15.5)).curve(
        (17.0, 15.5),
        (20.5, 17.2),
        (20.5, 21.0),
    );
}

pub(super) fn hourglass(pen: &mut Pen) {
    pen.line(&[(5.0, 2.5), (19.0, 2.5)]).line(&[(5.0, 21.5), (19.0, 21.5)]);
    for (end, bend) in [(2.5, 6.5), (21.5, 17.5)] {
        pen.from(7.0, end).to(7.0, bend).to(12.0, 12.0).to(17.0, bend).to(17.0, end);
    }
}

pub(super) fn cross(pen: &mut Pen) {
    pen.circle(12.0, 12.0, 9.5);
    pen.line(&[(8.5, 8.5), (15.5, 15.5)]).line(&[(15.5, 8.5), (8.5, 15.5)]);
}

pub(super) fn question(pen: &mut Pen) {
    pen.circle(12.0, 12.0, 9.5);
    pen.from(9.0, 9.6).curve((9.0, 5.8), (15.0, 5.8), (15.0, 9.6)).curve(
        (15.0, 11.9),
        (12.0, 11.7),
        (12.0, 13.9),
    );
    pen.dot(12.0, 17.3);
}

/// A bell: the provider calls first.
pub(super) fn bell(pen: &mut Pen) {
    pen.from(4.0, 17.5)
        .to(20.0, 17.5)
        .curve((18.3, 15.9), (18.0, 14.0), (18.0, 9.5))
        .curve((18.0, 5.6), (15.5, 3.0), (12.0, 3.0))
        .curve((8.5, 3.0), (6.0, 5.6), (6.0, 9.5))
        .curve((6.0, 14.0), (5.7, 15.9), (4.0, 17.5))
        .close();
    pen.from(9.5, 21.0).curve((10.8, 21.6), (13.2, 21.6), (14.5, 21.0));
}

pub(super) fn bulb(pen: &mut Pen) {
    pen.from(9.0, 17.0)
        .curve((9.0, 14.2), (5.5, 13.2), (5.5, 9.0))
        .curve((5.5, 5.4), (8.4, 2.5), (12.0, 2.5))
        .curve((15.6, 2.5), (18.5, 5.4), (18.5, 9.0))
        .curve((18.5, 13.2), (15.0, 14.2), (15.0, 17.0))
        .close();
    pen.line(&[(9.5, 21.0), (14.5, 21.0)]);
}

/// Two links of a chain, and what holds them together.
pub(super) fn link(pen: &mut Pen, middle: Middle) {
    let inner = if middle == Middle::Broken { 7.0 } else { 9.5 };
    for side in [-1.0, 1.0] {
        let x = |distance: f64| 12.0 + side * (distance - 12.0);
        pen.from(x(inner), 7.5)
            .to(x(7.0), 7.5)
            .curve((x(4.5), 7.5), (x(2.5), 9.5), (x(2.5), 12.0))
            .curve((x(2.5), 14.5), (x(4.5), 16.5), (x(7.0), 16.5))
            .to(x(inner), 16.5);
    }
    match middle {
        Middle::Whole => pen.line(&[(7.5, 12.0), (16.5, 12.0)]),
        Middle::Dotted => pen.dot(7.8, 12.0).dot(12.0, 12.0).dot(16.2, 12.0),
        Middle::Broken => pen.line(&[(9.7, 9.7), (14.3, 14.3)]).line(&[(14.3, 9.7), (9.7, 14.3)]),
    };
}

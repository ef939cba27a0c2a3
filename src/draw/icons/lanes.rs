//! Icons that stand at the head of a lane.

use super::pen::Pen;

/// A hand with its forefinger out.
pub(super) fn hand(pen: &mut Pen) {
    pen.from(9.0, 14.0)
        .to(9.0, 4.5)
        .curve((9.0, 2.1), (12.6, 2.1), (12.6, 4.5))
        .to(12.6, 10.5)
        .to(17.0, 11.4)
        .curve((18.9, 11.8), (20.0, 13.0), (19.7, 15.0))
        .to(19.2, 18.0)
        .curve((18.8, 20.2), (17.5, 21.5), (15.3, 21.5))
        .to(12.5, 21.5)
        .curve((10.7, 21.5), (9.5, 20.9), (8.5, 19.5))
        .to(4.6, 14.6)
        .curve((3.5, 12.9), (5.6, 11.2), (7.2, 12.5))
        .to(9.0, 14.0);
}

pub(super) fn thought(pen: &mut Pen) {
    pen.from(7.0, 15.5)
        .curve((4.3, 15.5), (2.5, 13.7), (2.5, 11.4))
        .curve((2.5, 9.3), (3.9, 7.7), (5.8, 7.3))
        .curve((6.2, 4.6), (8.4, 2.5), (11.2, 2.5))
        .curve((13.6, 2.5), (15.5, 3.8), (16.4, 5.9))
        .curve((19.3, 5.9), (21.5, 8.0), (21.5, 10.7))
        .curve((21.5, 13.5), (19.5, 15.5), (16.6, 15.5))
        .close();
    pen.dot(9.0, 19.2).dot(5.6, 21.5);
}

pub(super) fn quote(pen: &mut Pen) {
    for left in [3.0, 13.5] {
        pen.circle(left + 3.5, 14.5, 3.5);
        pen.from(left, 14.5).curve((left, 9.6), (left + 1.6, 6.8), (left + 5.5, 5.5));
    }
}

pub(super) fn target(pen: &mut Pen) {
    pen.circle(12.0, 12.0, 9.5).circle(12.0, 12.0, 5.0).dot(12.0, 12.0);
}

/// One way that becomes two.
pub(super) fn fork(pen: &mut Pen) {
    for side in [-1.0, 1.0] {
        let x = |distance: f64| 12.0 + side * distance;
        pen.from(12.0, 21.5)
            .to(12.0, 17.0)
            .curve((12.0, 12.0), (x(6.0), 12.5), (x(6.0), 7.0))
            .to(x(6.0), 3.0);
        pen.line(&[(x(2.8), 6.2), (x(6.0), 3.0), (x(9.2), 6.2)]);
    }
}

pub(super) fn face(pen: &mut Pen) {
    pen.circle(12.0, 12.0, 9.5).dot(8.8, 9.5).dot(15.2, 9.5);
    pen.from(7.8, 14.3).curve((9.4, 17.6), (14.6, 17.6), (16.2, 14.3));
}

pub(super) fn diamond(pen: &mut Pen) {
    pen.line(&[(12.0, 2.0), (22.0, 12.0), (12.0, 22.0), (2.0, 12.0)]).close();
    pen.line(&[(12.0, 8.0), (12.0, 12.5)]).dot(12.0, 16.0);
}

pub(super) fn bolt(pen: &mut Pen) {
    pen.line(&[(13.5, 2.5), (4.5, 13.5), (11.0, 13.5), (10.5, 21.5), (19.5, 10.0), (13.0, 10.0)]).close();
}

pub(super) fn sprout(pen: &mut Pen) {
    pen.line(&[(12.0, 21.5), (12.0, 11.0)]);
    pen.from(12.0, 15.0).curve((6.5, 15.0), (3.0, 12.3), (3.0, 7.5)).curve(
        (8.5, 7.5),
        (12.0, 10.2),
        (12.0, 15.0),
    );
    pen.from(12.0, 11.0).curve((12.0, 6.2), (15.5, 3.5), (21.0, 3.5)).curve(
        (21.0, 8.3),
        (17.5, 11.0),
        (12.0, 11.0),
    );
}

pub(super) fn weight(pen: &mut Pen) {
    pen.circle(12.0, 5.8, 3.3);
    pen.line(&[(7.0, 9.1), (17.0, 9.1), (20.5, 21.0), (3.5, 21.0)]).close();
}

pub(super) fn pin(pen: &mut Pen) {
    pen.from(12.0, 21.8)
        .curve((7.5, 17.6), (4.5, 14.0), (4.5, 10.0))
        .curve((4.5, 5.7), (7.8, 2.5), (12.0, 2.5))
        .curve((16.2, 2.5), (19.5, 5.7), (19.5, 10.0))
        .curve((19.5, 14.0), (16.5, 17.6), (12.0, 21.8))
        .close();
    pen.circle(12.0, 10.0, 2.7);
}

/// A badge with a face and a name.
pub(super) fn badge(pen: &mut Pen) {
    pen.rect(2.5, 4.5, 19.0, 15.0, 2.0);
    pen.circle(8.5, 10.0, 2.0);
    pen.from(5.5, 16.0).curve((5.5, 13.8), (11.5, 13.8), (11.5, 16.0));
    pen.line(&[(15.0, 10.0), (18.0, 10.0)]).line(&[(15.0, 14.0), (18.0, 14.0)]);
}

pub(super) fn gauge(pen: &mut Pen) {
    pen.arc(12.0, 14.5, 9.5, 150.0, 390.0);
    pen.line(&[(12.0, 14.5), (16.0, 9.0)]).dot(12.0, 14.5);
}

pub(super) fn magnifier(pen: &mut Pen) {
    pen.circle(10.0, 10.0, 7.5).line(&[(15.4, 15.4), (21.5, 21.5)]);
}

/// A stage between its curtains.
pub(super) fn curtain(pen: &mut Pen) {
    pen.line(&[(2.5, 3.0), (21.5, 3.0)]);
    for side in [-1.0, 1.0] {
        let x = |distance: f64| 12.0 + side * distance;
        pen.from(x(8.5), 3.0).to(x(8.5), 21.0).to(x(4.5), 21.0);
        pen.from(x(0.0), 3.0).curve((x(0.5), 9.0), (x(3.5), 12.5), (x(8.5), 13.5));
        pen.from(x(7.0), 13.5).curve((x(5.5), 15.5), (x(4.5), 18.0), (x(4.5), 21.0));
    }
}

/// Two machines in a rack.
pub(super) fn rack(pen: &mut Pen) {
    for top in [3.0, 13.5] {
        pen.rect(3.0, top, 18.0, 7.5, 2.0);
        pen.dot(7.3, top + 3.75).line(&[(12.0, top + 3.75), (17.0, top + 3.75)]);
    }
}

/// A slip of paper torn off.
pub(super) fn receipt(pen: &mut Pen) {
    pen.line(&[(5.0, 2.5), (19.0, 2.5), (19.0, 21.5), (15.5, 19.0), (12.0, 21.5), (8.5, 19.0), (5.0, 21.5)])
        .close();
    pen.line(&[(9.0, 8.0), (15.0, 8.0)]).line(&[(9.0, 13.0), (15.0, 13.0)]);
}

//! One icon for each family of channels.

use super::pen::Pen;
use crate::model::ChannelFamily;

/// Draws the icon of a family.
pub(super) fn draw(pen: &mut Pen, family: ChannelFamily) {
    match family {
        ChannelFamily::InPerson => counter(pen),
        ChannelFamily::Voice => handset(pen),
        ChannelFamily::Message => bubble(pen),
        ChannelFamily::Post => envelope(pen),
        ChannelFamily::Digital => screen(pen),
        ChannelFamily::Machine => kiosk(pen),
        ChannelFamily::Public => group(pen),
        ChannelFamily::Media => megaphone(pen),
        ChannelFamily::Product => box_of_goods(pen),
        ChannelFamily::Partner => rings(pen),
        ChannelFamily::None => nobody(pen),
    }
}

/// Somebody behind a counter.
fn counter(pen: &mut Pen) {
    pen.circle(12.0, 6.0, 3.0);
    pen.from(6.5, 16.0).curve((6.5, 12.8), (8.8, 11.8), (12.0, 11.8)).curve(
        (15.2, 11.8),
        (17.5, 12.8),
        (17.5, 16.0),
    );
    pen.line(&[(3.0, 16.0), (21.0, 16.0)]);
    pen.line(&[(5.0, 16.0), (5.0, 21.0)]).line(&[(19.0, 16.0), (19.0, 21.0)]);
}

fn handset(pen: &mut Pen) {
    pen.from(5.2, 3.0)
        .to(8.3, 3.0)
        .to(10.3, 8.2)
        .to(7.9, 10.0)
        .curve((9.2, 12.6), (11.4, 14.8), (14.0, 16.1))
        .to(15.8, 13.7)
        .to(21.0, 15.7)
        .to(21.0, 18.8)
        .curve((21.0, 20.1), (20.1, 21.0), (18.8, 21.0))
        .curve((10.0, 20.6), (3.4, 14.0), (3.0, 5.2))
        .curve((3.0, 3.9), (3.9, 3.0), (5.2, 3.0))
        .close();
}

fn bubble(pen: &mut Pen) {
    pen.from(6.0, 4.0)
        .to(18.0, 4.0)
        .curve((19.7, 4.0), (21.0, 5.3), (21.0, 7.0))
        .to(21.0, 14.0)
        .curve((21.0, 15.7), (19.7, 17.0), (18.0, 17.0))
        .to(12.5, 17.0)
        .to(8.0, 21.0)
        .to(8.0, 17.0)
        .to(6.0, 17.0)
        .curve((4.3, 17.0), (3.0, 15.7), (3.0, 14.0))
        .to(3.0, 7.0)
        .curve((3.0, 5.3), (4.3, 4.0), (6.0, 4.0))
        .close();
    pen.line(&[(8.0, 10.5), (16.0, 10.5)]);
}

fn envelope(pen: &mut Pen) {
    pen.rect(2.5, 5.0, 19.0, 14.0, 2.0);
    pen.line(&[(3.5, 7.0), (12.0, 13.0), (20.5, 7.0)]);
}

fn screen(pen: &mut Pen) {
    pen.rect(2.5, 4.0, 19.0, 12.5, 2.0);
    pen.line(&[(12.0, 16.5), (12.0, 20.5)]).line(&[(7.5, 20.5), (16.5, 20.5)]);
}

/// A machine with a display and a slot.
fn kiosk(pen: &mut Pen) {
    pen.rect(4.0, 2.5, 16.0, 19.0, 2.0);
    pen.rect(8.0, 6.5, 8.0, 5.5, 0.5);
    pen.line(&[(9.5, 16.7), (14.5, 16.7)]);
}

fn group(pen: &mut Pen) {
    pen.circle(12.0, 9.5, 2.8);
    pen.from(6.5, 20.0).curve((6.5, 16.6), (8.8, 15.0), (12.0, 15.0)).curve(
        (15.2, 15.0),
        (17.5, 16.6),
        (17.5, 20.0),
    );
    for side in [-1.0, 1.0] {
        let x = |distance: f64| 12.0 + side * distance;
        pen.circle(x(7.3), 6.2, 2.0);
        pen.from(x(6.6), 11.8).curve((x(9.2), 12.0), (x(9.9), 13.6), (x(9.9), 16.0));
    }
}

fn megaphone(pen: &mut Pen) {
    pen.from(3.0, 9.5).to(8.0, 9.5).to(17.5, 4.5).to(17.5, 18.5).to(8.0, 14.5).to(3.0, 14.5).close();
    pen.line(&[(6.5, 14.5), (8.0, 20.5), (11.0, 20.5), (10.0, 15.5)]);
    pen.from(20.5, 9.5).curve((21.6, 10.6), (21.6, 12.4), (20.5, 13.5));
}

fn box_of_goods(pen: &mut Pen) {
    pen.line(&[(12.0, 2.5), (20.5, 7.0), (20.5, 17.0), (12.0, 21.5), (3.5, 17.0), (3.5, 7.0)]).close();
    pen.line(&[(3.5, 7.0), (12.0, 11.5), (20.5, 7.0)]).line(&[(12.0, 11.5), (12.0, 21.5)]);
}

/// Two rings that overlap.
fn rings(pen: &mut Pen) {
    pen.circle(8.5, 12.0, 6.0).circle(15.5, 12.0, 6.0);
}

/// A circle that isn't there.
fn nobody(pen: &mut Pen) {
    for piece in 0..6 {
        let middle = f64::from(piece) * 60.0;
        pen.arc(12.0, 12.0, 9.0, middle - 16.0, middle + 16.0);
    }
}

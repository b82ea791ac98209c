using System.Globalization;

namespace DomesticAbuseResponse.Cli.Seeding.Load;

/// <summary>
/// Invented names, numbers and places that are as various as real ones. Telephone numbers use the area code 01632 and postcodes the
/// area NM, neither of which exists; names are made of syllables and belong to nobody.
/// </summary>
internal static class LoadWords
{
    private static readonly string[] _firstStarts =
        ["Al", "Bren", "Cor", "Da", "El", "Fen", "Gal", "Har", "Is", "Jor", "Kel", "Lo", "Mar", "Nel", "Or", "Pet", "Quin", "Ros", "Sel", "Tam", "Ul", "Ver", "Wil", "Yar", "Zan"];

    private static readonly string[] _firstEnds = ["a", "an", "ara", "den", "el", "en", "ette", "ia", "ie", "in", "is", "la", "len", "lyn", "na", "o", "on", "ra", "tha", "wyn"];

    private static readonly string[] _surnameStarts =
    [
        "Ambler", "Barrow", "Bracken", "Brindle", "Cand", "Cask", "Clover", "Copper", "Dapple", "Drift", "Dun", "Elder", "Fallow", "Fathom", "Fennel", "Flint",
        "Garland", "Gossamer", "Grey", "Harrow", "Hawser", "Hollow", "Ingle", "Juniper", "Kettle", "Lantern", "Lark", "Linden", "Mallow", "Marl", "Mirth", "Nettle",
        "Oaken", "Otter", "Pebble", "Plover", "Quarry", "Quill", "Quiver", "Reed", "Rushing", "Saffron", "Shale", "Sorrel", "Tansy", "Thistle", "Timber", "Umber",
        "Vale", "Vetch", "Wander", "Whistle", "Willow", "Yarrow", "Yonder",
    ];

    private static readonly string[] _surnameMiddles = ["", "ing", "er", "s", "en", "el"];

    private static readonly string[] _surnameEnds =
        ["beck", "bough", "brook", "bury", "combe", "croft", "dale", "fold", "garth", "gate", "ham", "holm", "lea", "mere", "moor", "row", "shaw", "stead", "thorpe", "wick", "wood", "worth"];

    private static readonly string[] _streets =
        ["Adder", "Badger", "Carder", "Dyer", "Ember", "Ferry", "Glover", "Heron", "Iron", "Jasmine", "Kiln", "Loom", "Mason", "Needle", "Orchard", "Potter", "Quay", "Roper", "Sadler", "Tanner", "Usher", "Vine", "Weaver", "Yeoman"];

    private static readonly string[] _streetEnds = ["Street", "Road", "Lane", "Close", "Court", "Terrace", "Avenue", "Rise", "Walk", "Yard"];

    private static readonly string[] _openings =
    [
        "He’s back and he’s banging on the door", "Please, just send somebody", "She’s got hold of my phone", "He’s smashed the window", "I can’t stay on long",
        "They’re shouting again next door", "He says he’ll be here tonight", "She won’t let me leave", "He’s taken the car keys", "My mum is crying and he’s still here",
        "I’m locked in the bathroom", "He’s outside the school", "There’s been a row and he pushed me", "I want to report my ex",
    ];

    private static readonly string[] _accounts =
    [
        "Verbal argument about money, heard by a neighbour.", "Caller pushed against a wall; no injury seen on arrival.", "Repeated messages through the night from a new number.",
        "Partner left before officers arrived.", "Door and window damaged; locks to be changed.", "Former partner waited outside the caller’s work.",
        "Caller held by the neck for a few seconds; medical help offered.", "Phone taken and thrown; caller used a neighbour’s.", "Argument about contact with the children.",
        "Partner threatened to harm himself if the caller left.", "Bank card withheld; caller has no money for food.", "Dog kicked during the argument.",
    ];

    private static readonly string[] _more =
    [
        "Both spoken to apart.", "Caller does not support a complaint at this time.", "Caller will stay with a relative tonight.", "Safety advice given.", "Body-worn video saved.",
        "Alcohol had been drunk.", "Previous calls noted.", "Children asleep upstairs throughout.", "A neighbour gave a statement.", "Officers to revisit tomorrow.",
    ];

    private static readonly string[] _injuries = ["Bruise to the arm", "Red marks to the neck", "Cut lip", "Swollen wrist", "Scratches to the face"];

    private static readonly string[] _weapons = ["Kitchen knife", "Glass bottle", "Belt", "Hammer", "Broken plate"];

    public static string Name(ref Chance chance)
    {
        var first = chance.Of(_firstStarts) + chance.Of(_firstEnds);
        return $"{first} {chance.Of(_surnameStarts)}{chance.Of(_surnameMiddles)}{chance.Of(_surnameEnds)}";
    }

    /// <summary>A number in the area code that is kept for fiction, as typed and in E.164.</summary>
    public static (string AsTyped, string E164) Phone(ref Chance chance)
    {
        var digits = chance.Below(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        return ($"01632 {digits}", $"+441632{digits}");
    }

    public static (string Lines, string Postcode) Address(ref Chance chance, int unit)
    {
        var lines = string.Create(CultureInfo.InvariantCulture, $"{1 + chance.Below(180)} {chance.Of(_streets)} {chance.Of(_streetEnds)}, {DemoPlaces.Areas[unit].Unit}");
        var district = unit * 4 + chance.Below(4) + 10;
        return (lines, string.Create(CultureInfo.InvariantCulture, $"NM{district} {1 + chance.Below(9)}{(char)('A' + chance.Below(20))}{(char)('A' + chance.Below(20))}"));
    }

    public static DateOnly BornBefore(ref Chance chance, DateTimeOffset at, int youngest, int oldest)
    {
        // Squared: most adults in these records are between their early twenties and their forties.
        var share = chance.Share();
        var age = youngest + share * share * (oldest - youngest);
        return DateOnly.FromDateTime(at.UtcDateTime).AddDays(-(int)(age * 365.25) - chance.Below(365));
    }

    public static string FirstWords(ref Chance chance) => chance.Of(_openings);

    public static string WhatHappened(ref Chance chance) => $"{chance.Of(_accounts)} {chance.Of(_more)} {chance.Of(_more)}";

    public static string Injury(ref Chance chance) => chance.Of(_injuries);

    public static string Weapon(ref Chance chance) => chance.Of(_weapons);
}

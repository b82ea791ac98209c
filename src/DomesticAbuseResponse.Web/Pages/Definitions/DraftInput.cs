using DomesticAbuseResponse.Domain.Definitions;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.Definitions;

/// <summary>The definitions as their form holds them.</summary>
public sealed class DraftInput
{
    public CountInput RepeatVictim { get; set; } = new();

    public CountInput RepeatPair { get; set; } = new();

    public SerialInput Serial { get; set; } = new();

    public VulnerableInput Vulnerable { get; set; } = new();

    public static DraftInput From(DefinitionBook book) => new()
    {
        RepeatVictim = CountInput.From(book.RepeatVictim),
        RepeatPair = CountInput.From(book.RepeatPair),
        Serial = new()
        {
            Victims = book.Serial.Victims,
            Incidents = book.Serial.Incidents,
            Months = book.Serial.Months,
            FromAge = book.Serial.FromAge,
            CrimesOnly = book.Serial.CrimesOnly,
            Relations = [.. book.Serial.Relations.Order()],
        },
        Vulnerable = new() { Grounds = [.. book.Vulnerable.Grounds.Order()], ChildUnder = book.Vulnerable.ChildUnder, OlderFrom = book.Vulnerable.OlderFrom },
    };

    public DefinitionBook ToBook() => new()
    {
        Version = "draft",
        RepeatVictim = RepeatVictim.ToCount(),
        RepeatPair = RepeatPair.ToCount(),
        Serial = new()
        {
            Victims = Serial.Victims!.Value,
            Incidents = Serial.Incidents!.Value,
            Months = Serial.Months!.Value,
            FromAge = Serial.FromAge!.Value,
            CrimesOnly = Serial.CrimesOnly,
            Relations = Serial.Relations.ToHashSet(),
        },
        Vulnerable = new() { Grounds = Vulnerable.Grounds.ToHashSet(), ChildUnder = Vulnerable.ChildUnder!.Value, OlderFrom = Vulnerable.OlderFrom!.Value },
    };

    public sealed class CountInput
    {
        public int? Incidents { get; set; }

        public int? Months { get; set; }

        public bool CrimesOnly { get; set; }

        public List<PairRelation> Relations { get; set; } = [];

        public static CountInput From(RepeatCount count) => new() { Incidents = count.Incidents, Months = count.Months, CrimesOnly = count.CrimesOnly, Relations = [.. count.Relations.Order()] };

        public RepeatCount ToCount() => new() { Incidents = Incidents!.Value, Months = Months!.Value, CrimesOnly = CrimesOnly, Relations = Relations.ToHashSet() };
    }

    public sealed class SerialInput
    {
        public int? Victims { get; set; }

        public int? Incidents { get; set; }

        public int? Months { get; set; }

        public int? FromAge { get; set; }

        public bool CrimesOnly { get; set; }

        public List<PairRelation> Relations { get; set; } = [];
    }

    public sealed class VulnerableInput
    {
        public List<VulnerabilityGround> Grounds { get; set; } = [];

        public int? ChildUnder { get; set; }

        public int? OlderFrom { get; set; }
    }

    /// <summary>The bounds are those of <see cref="DefinitionBook.Check"/>, said beside each field.</summary>
    public sealed class Validator : AbstractValidator<DraftInput>
    {
        public Validator()
        {
            Between(i => i.RepeatVictim.Incidents, 2, RepeatCount.MostIncidents);
            Between(i => i.RepeatVictim.Months, 1, RepeatCount.MostMonths);
            Between(i => i.RepeatPair.Incidents, 2, RepeatCount.MostIncidents);
            Between(i => i.RepeatPair.Months, 1, RepeatCount.MostMonths);
            Between(i => i.Serial.Victims, 2, RepeatCount.MostIncidents);
            Between(i => i.Serial.Incidents, 1, RepeatCount.MostIncidents);
            Between(i => i.Serial.Months, 1, RepeatCount.MostMonths);
            Between(i => i.Serial.FromAge, 10, 18);
            Between(i => i.Vulnerable.ChildUnder, 16, 26);
            Between(i => i.Vulnerable.OlderFrom, 50, 110);
            RuleFor(i => i.RepeatVictim.Relations).NotEmpty().WithMessage("Tick at least one kind of relation");
            RuleFor(i => i.RepeatPair.Relations).NotEmpty().WithMessage("Tick at least one kind of pair");
            RuleFor(i => i.Serial.Relations).NotEmpty().WithMessage("Tick at least one kind of victim");
            RuleFor(i => i.Vulnerable.Grounds).NotEmpty().WithMessage("Tick at least one thing that makes somebody vulnerable");
        }

        private void Between(System.Linq.Expressions.Expression<Func<DraftInput, int?>> field, int least, int most) =>
            RuleFor(field).NotNull().WithMessage($"Enter a whole number from {least} to {most}").InclusiveBetween(least, most).WithMessage($"Enter a whole number from {least} to {most}");
    }
}

using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Rota;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.Rota;

/// <summary>The fields of a shift, when it is planned and when it is changed.</summary>
public sealed class ShiftInput
{
    /// <summary>How many people of one part the form can hold.</summary>
    public const int Slots = 4;

    public const int OthersMaxLength = 600;

    [Display(Name = "The start")]
    public DateTimeOffset? From { get; set; }

    [Display(Name = "The end")]
    public DateTimeOffset? Until { get; set; }

    public Id<StaffMember>? Officer1 { get; set; }

    public Id<StaffMember>? Officer2 { get; set; }

    public Id<StaffMember>? Officer3 { get; set; }

    public Id<StaffMember>? Officer4 { get; set; }

    public Id<StaffMember>? Worker1 { get; set; }

    public Id<StaffMember>? Worker2 { get; set; }

    public Id<StaffMember>? Worker3 { get; set; }

    public Id<StaffMember>? Worker4 { get; set; }

    /// <summary>People without an account here, one to a line.</summary>
    public string? Others { get; set; }

    public string? Vehicle { get; set; }

    public string? Note { get; set; }

    private IEnumerable<Id<StaffMember>> Officers => new[] { Officer1, Officer2, Officer3, Officer4 }.OfType<Id<StaffMember>>();

    private IEnumerable<Id<StaffMember>> Workers => new[] { Worker1, Worker2, Worker3, Worker4 }.OfType<Id<StaffMember>>();

    private IEnumerable<string> Named => (Others ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static ShiftInput Of(Shift shift)
    {
        var officers = shift.Crew.Where(m => m is { Part: CrewPart.Officer, StaffId: not null }).Select(m => m.StaffId).ToList();
        var workers = shift.Crew.Where(m => m is { Part: CrewPart.SupportWorker, StaffId: not null }).Select(m => m.StaffId).ToList();
        return new ShiftInput
        {
            From = shift.PlannedFrom,
            Until = shift.PlannedUntil,
            Officer1 = officers.ElementAtOrDefault(0),
            Officer2 = officers.ElementAtOrDefault(1),
            Officer3 = officers.ElementAtOrDefault(2),
            Officer4 = officers.ElementAtOrDefault(3),
            Worker1 = workers.ElementAtOrDefault(0),
            Worker2 = workers.ElementAtOrDefault(1),
            Worker3 = workers.ElementAtOrDefault(2),
            Worker4 = workers.ElementAtOrDefault(3),
            Others = string.Join('\n', shift.Crew.Where(m => m.StaffId is null).Select(m => m.Name)),
            Vehicle = shift.Vehicle,
            Note = shift.Note,
        };
    }

    /// <param name="service">It says what somebody named without an account is there as.</param>
    /// <param name="agencyOf">The agency a member of staff works for.</param>
    public ShiftPlan ToPlan(CoverService service, Func<Id<StaffMember>, Id<Agency>?> agencyOf) => new(From!.Value, Until!.Value, Vehicle, Note,
    [
        .. Officers.Select(id => new CrewMember(CrewPart.Officer, id, "", agencyOf(id))),
        .. Workers.Select(id => new CrewMember(CrewPart.SupportWorker, id, "", agencyOf(id))),
        .. Named.Select(name => new CrewMember(service.PartOfOthers, null, name, null)),
    ]);

    public sealed class Validator : AbstractValidator<ShiftInput>
    {
        public Validator()
        {
            RuleFor(i => i.From).NotNull().WithMessage("Enter when the shift begins");
            RuleFor(i => i.Until).NotNull().WithMessage("Enter when the shift ends");
            RuleFor(i => i.Others).AtMost(OthersMaxLength, "This");
            RuleFor(i => i.Others).Must((input, _) => input.Named.All(n => n.Length <= CrewMember.NameMaxLength)).WithMessage($"Each line must be {CrewMember.NameMaxLength} characters or fewer");
            RuleFor(i => i.Vehicle).AtMost(Shift.VehicleMaxLength, "Vehicle or call sign");
            RuleFor(i => i.Note).AtMost(Shift.NoteMaxLength, "Note");
        }
    }
}

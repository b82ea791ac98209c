using DomesticAbuseResponse.Domain.Handovers;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.Handovers;

/// <summary>What a supervisor writes to a handover, in the order of its page.</summary>
public sealed class WriteInput
{
    public List<Line> Lines { get; set; } = [];

    public string? Notes { get; set; }

    public sealed class Line
    {
        public long Number { get; set; }

        public string? Note { get; set; }

        public bool IsLeftOut { get; set; }

        /// <summary>What stood there when the page was shown.</summary>
        public string? WasNote { get; set; }

        public bool WasLeftOut { get; set; }
    }

    public sealed class Validator : AbstractValidator<WriteInput>
    {
        public Validator()
        {
            RuleForEach(i => i.Lines).ChildRules(line => line.RuleFor(l => l.Note).AtMost(HandoverLine.NoteMaxLength, "What you add"));
            RuleFor(i => i.Notes).AtMost(Handover.NotesMaxLength, "What else the next shift must know");
        }
    }
}

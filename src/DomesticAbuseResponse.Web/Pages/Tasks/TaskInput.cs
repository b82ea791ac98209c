using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Application.Caseload;
using DomesticAbuseResponse.Domain.Agencies;
using DomesticAbuseResponse.Domain.Caseload;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using DomesticAbuseResponse.Web.TagHelpers;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.Tasks;

/// <summary>A page on which a task is set or changed.</summary>
public interface ITaskForm
{
    TaskInput Input { get; }

    CaseTaskList.View View { get; }

    /// <summary>Who can be given it.</summary>
    IReadOnlyList<Choice> Workers => [.. View.Workers.Select(w => new Choice(w.Id.ToString(), $"{w.Name}, {w.JobTitle}"))];
}

/// <summary>What is typed when a task is set or changed.</summary>
public sealed class TaskInput
{
    public string? Words { get; set; }

    [Display(Name = "The day")]
    public DateOnly? DueOn { get; set; }

    /// <summary>Empty: whoever carries the case.</summary>
    public Id<StaffMember>? StaffId { get; set; }

    public string? WaitsFor { get; set; }

    /// <summary>Which field a refusal is about.</summary>
    internal static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "task.past" or "task.far" or "task.after" => "Input.DueOn",
        "task.who" or "task.nobody" => "Input.StaffId",
        _ => "Input.Words",
    };

    public sealed class Validator : AbstractValidator<TaskInput>
    {
        public Validator()
        {
            RuleFor(i => i.Words).NotEmpty().WithMessage("Say what is to be done");
            RuleFor(i => i.Words).AtMost(CaseTask.WordsMaxLength, "What is to be done");
            RuleFor(i => i.DueOn).NotNull().WithMessage("Enter the day by which it is done");
            RuleFor(i => i.WaitsFor).AtMost(CaseTask.WaitsForMaxLength, "Whom it waits for");
        }
    }
}

using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Domain.Children;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.Children;

/// <summary>What a child said, and who was there: two questions that are asked one after the other.</summary>
public sealed class VoiceInput
{
    public bool? WasAsked { get; set; }

    public string? Words { get; set; }

    public ChildCompany? Company { get; set; }

    public string? With { get; set; }

    public string? NotAskedBecause { get; set; }

    public VoiceReaders? Readers { get; set; }

    [Display(Name = "The day")]
    public DateOnly? On { get; set; }

    internal ChildVoice.Said ToSaid(DateOnly today) => new(WasAsked, Words, Company, With, NotAskedBecause, Readers, On ?? today);

    /// <summary>Which field a refusal is about; empty for one about the whole.</summary>
    internal static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "voice.asked" => "Input.WasAsked",
        "voice.not-asked" => "Input.NotAskedBecause",
        "voice.words" => "Input.Words",
        "voice.company" => "Input.Company",
        "voice.with" => "Input.With",
        "voice.readers" => "Input.Readers",
        "voice.day" => "Input.On",
        _ => "",
    };

    public sealed class Validator : AbstractValidator<VoiceInput>
    {
        public Validator()
        {
            RuleFor(i => i.Words).AtMost(ChildVoice.WordsMaxLength, "What the child said");
            RuleFor(i => i.With).AtMost(ChildVoice.ShortMaxLength, "Who was there");
            RuleFor(i => i.NotAskedBecause).AtMost(ChildVoice.ShortMaxLength, "Why not");
        }
    }
}

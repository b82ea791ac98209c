using System.ComponentModel.DataAnnotations;
using DomesticAbuseResponse.Domain.Documents;
using DomesticAbuseResponse.Web.Infrastructure.Forms;
using FluentValidation;

namespace DomesticAbuseResponse.Web.Pages.Documents;

/// <summary>What is typed about a document, when it is added and when it is changed. All of it may be left out.</summary>
public sealed class DocumentInput
{
    public DocumentKind? Kind { get; set; }

    public string? Title { get; set; }

    [Display(Name = "The day")]
    public DateOnly? MadeOn { get; set; }

    public string? MadeBy { get; set; }

    public string? Source { get; set; }

    public string? Note { get; set; }

    public DocumentReach? Reach { get; set; }

    public bool HoldsAddress { get; set; }

    public DocumentFacts Facts => new(Title, Kind ?? DocumentKind.Other, MadeOn, MadeBy, Source, Note, Reach ?? DocumentReach.Agency, HoldsAddress);

    public static DocumentInput Of(CaseDocument document) => new()
    {
        Kind = document.Kind,
        Title = document.Title,
        MadeOn = document.MadeOn,
        MadeBy = document.MadeByWhom,
        Source = document.Source,
        Note = document.Note,
        Reach = document.Reach,
        HoldsAddress = document.HoldsAddress,
    };

    /// <summary>Which field a refusal is about; null for none of them.</summary>
    public static string? FieldOf(Refusal refusal) => refusal.Code switch
    {
        "document.file" => "Files",
        "document.title" => "Input.Title",
        "document.day" => "Input.MadeOn",
        "document.by" => "Input.MadeBy",
        "document.source" => "Input.Source",
        "document.note" => "Input.Note",
        "document.because" => "Because",
        "address.protected" => "Input.HoldsAddress",
        _ => null,
    };

    public sealed class Validator : AbstractValidator<DocumentInput>
    {
        public Validator()
        {
            RuleFor(i => i.Title).AtMost(CaseDocument.TitleMaxLength, "The title");
            RuleFor(i => i.MadeBy).AtMost(CaseDocument.LineMaxLength, "By whom it was made");
            RuleFor(i => i.Source).AtMost(CaseDocument.LineMaxLength, "Where it came from");
            RuleFor(i => i.Note).AtMost(CaseDocument.NoteMaxLength, "The note");
        }
    }
}

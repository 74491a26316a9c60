//! What properties are called that play a role, in several languages and common conventions.

use crate::model::Role;

/// The names of each role, likeliest first, in the order in which the roles choose. Names are
/// compared in lower case with words parted by `_`.
pub(super) const NAMES: [(Role, &str); 13] = [
    (
        Role::KnownBy,
        "\
        known_by reported_by first_reported first_documented documented_by attested not_after \
        terminus_ante_quem",
    ),
    (
        Role::Closure,
        "\
        closure_reported reported_closed closure_ordered ordered_closed closure",
    ),
    (
        Role::End,
        "\
        end end_date date_end enddate ended end_time end_datetime dtend closed closed_on \
        valid_to valid_until to_date until stop finish finished date_to demolished abolished \
        dissolved fin date_fin ende enddatum bis fecha_fin data_fim data_fine 结束 結束 конец \
        end_year year_end to",
    ),
    (
        Role::Start,
        "\
        start start_date date_start startdate started start_time start_datetime dtstart begin \
        begin_date began opened opened_on opening_date valid_from from_date date_from since \
        inception founded established built constructed event_date date day datetime date_time \
        timestamp observed_on occurred occurred_at reported_on acq_date published created \
        created_at time when debut date_debut beginn anfang von datum fecha fecha_inicio \
        inicio data data_inicio data_inizio 日期 开始 開始 дата start_year year_start year jahr \
        annee año anno ano 年 год from",
    ),
    (
        Role::Label,
        "\
        name title label name_en place place_name headline caption event nom nombre nome titre \
        titulo titel bezeichnung namn naam 名称 名稱 名前 название city location address ville ort \
        admin",
    ),
    (
        Role::Country,
        "\
        country country_name host_country nation land pays pais país paese staat 国家 國家 国 \
        страна admin0 adm0_name sovereignt country_code iso_a2 iso_a3 iso",
    ),
    (
        Role::Origin,
        "\
        origin origin_country country_of_origin source_country from_country origin_name \
        departure herkunft origine origen",
    ),
    (
        Role::Status,
        "\
        status state_of_affairs condition zustand statut estado stato outcome 状态 狀態 статус \
        phase",
    ),
    (
        Role::Category,
        "\
        category type kind class group event_type subtype classification sector \
        theme topic species layer kategorie typ art klasse gruppe categorie catégorie \
        categoria categoría tipo genre clase 类型 類型 类别 類別 категория тип fclass amenity party \
        actor severity level continent region",
    ),
    (
        // Whole names only, and none that could name a figure about the row (`quantity`, `num`):
        // a wrong count changes every number on the screen.
        Role::Count,
        "\
        count n_records number_of_records record_count records_count anzahl",
    ),
    (
        Role::PlacePrecision,
        "\
        place_precision location_precision geo_precision geoprecision precision \
        coordinate_precision location_accuracy where_prec",
    ),
    (
        Role::Source,
        "\
        sources source source_url url link links reference references citation quelle quellen \
        fuente fonte 来源 來源 источник website",
    ),
    (
        Role::Note,
        "\
        note notes description desc summary details comment comments remarks text beschreibung \
        bemerkung descripcion descripción descrizione descricao descrição remarques 备注 備註 描述 \
        описание popup",
    ),
];

import RatchetCore

extension ItalianSentences {
    /// What happens next to appliances, with plain apostrophes.
    func appliance(_ event: Expectation.Event) -> String {
        let by = "[, al più tardi {by}]"
        let around = "[, indicativamente {by}]"
        return switch event {
        case .startUpgrade: "Poi qualcuno avvia l'aggiornamento."
        case .readInventory: "Poi Ratchet chiede all'appliance che cosa esegue\(around)."
        case .readHealth: "Poi Ratchet chiede all'appliance il suo stato di salute\(around)."
        case .takeBackup: "Poi Ratchet fa eseguire un backup\(around)."
        case .exportCertificate: "Poi Ratchet fa esportare il certificato con la sua chiave privata\(around)."
        case .stagePackage: "Poi Ratchet fa predisporre il pacchetto\(around)."
        case .turnComes: "Poi arriva il suo turno[: {by}]."
        case .endSoak: "Poi il periodo di attesa termina[: {by}]."
        case .openWindow: "Poi si apre una finestra di manutenzione abbastanza lunga[: {by}]."
        case .beginHop: "Poi Ratchet inizia il passaggio\(around)."
        case .finishHop: "Poi l'appliance termina l'installazione\(by)."
        case .verifyHop: "Poi l'appliance segnala la nuova versione e un buono stato di salute\(by)."
        case .finishRestore: "Poi il backup è ripristinato sull'appliance\(by)."
        case .endCall: "Poi la chiamata precedente termina; Ratchet se ne accorge da sé."
        default: ""
        }
    }

    /// What somebody can do about appliances, with plain apostrophes.
    func appliance(_ wayOut: WayOut) -> String {
        let name = "[{appliance}|NAME]"
        return switch wayOut {
        case .checkDriver:
            "Verifica che l'appliance sia raggiungibile e che il suo driver risponda; `ratchet appliance snapshot "
                + "\(name)` la interroga subito."
        case .importGraph:
            "Procurati il grafo delle versioni adatto da chi lo tiene aggiornato e importalo: `ratchet package import "
                + "FILE`."
        case .planUpgrade:
            "Pianificane uno: `ratchet appliance plan \(name)`; con `--dry-run` il comando mostra soltanto passaggi, "
                + "periodi di attesa e finestre."
        case .startUpgrade: "Esaminane il percorso e l'impatto, poi avvialo: `ratchet appliance start \(name)`."
        case .resumeUpgrade:
            "Esamina il percorso con `ratchet appliance path \(name)`, poi lascialo proseguire: `ratchet appliance "
                + "resume \(name)`."
        case .resumeAll:
            "Quando la causa è scomparsa, lascia proseguire tutto: `ratchet appliance resume --all --reason TEXT`."
        case .takeSnapshot:
            "Rileva ciò che l'appliance dice di sé: `ratchet appliance snapshot \(name)`; il suo fornitore può "
                + "ricavarne la strada giusta."
        case .choosePath:
            "Cerca di nuovo il percorso, se il grafo delle versioni ne offre ormai un altro: `ratchet appliance resume "
                + "\(name)`. `ratchet appliance path \(name)` dice che cosa si può raggiungere, e perché non di più; per un "
                + "altro obiettivo, annulla l'aggiornamento e pianificalo di nuovo."
        case .setTurn: "Fissa il giorno del suo turno, o un altro giorno: `ratchet calendar turn \(name) --on DATE`."
        case .renewContract:
            "Fai rinnovare il contratto di manutenzione e registralo: `ratchet calendar contract \(name) --until DATE`."
        case .approveUpgrade:
            "Chiedi a una persona diversa da chi lo ha pianificato di esaminare percorso e impatto con `ratchet "
                + "appliance show \(name)` e di approvarli: `ratchet appliance approve \(name)`."
        case .runTest:
            "Fai seguire prima gli stessi pacchetti a un'appliance di prova, oppure rinuncia alla prova indicando un "
                + "motivo: `ratchet appliance waive \(name) G5 --reason TEXT`."
        case .addDigest:
            "Scrivi l'impronta SHA-256 del pacchetto nel grafo delle versioni e importalo di nuovo: `ratchet package "
                + "import FILE`."
        case .waitForSoak:
            "Non occorre fare nulla: tutto prosegue da sé alla fine del periodo di attesa. Per abbreviarlo occorre un "
                + "motivo, che resta nel registro di audit: `ratchet appliance waive \(name) S1 --reason TEXT`."
        case .repairAppliance:
            "Correggi ciò che l'appliance segnala; Ratchet la interroga di nuovo da sé, e `ratchet appliance snapshot "
                + "\(name)` la interroga subito."
        case .takeBackup:
            "Ratchet ne esegue uno da sé prima del passaggio. Se continua a non riuscire, verifica che il driver possa "
                + "scrivere i backup e rileggerli; `ratchet appliance show \(name)` riporta ciò che segnala."
        case .exportOrWaive:
            "Ratchet la esegue da sé prima del passaggio. Se non è possibile, conserva una copia fuori dall'appliance "
                + "e rinuncia all'esportazione indicando un motivo: `ratchet appliance waive \(name) G2 --reason TEXT`."
        case .stageAgain:
            "Ratchet lo predispone da sé prima del passaggio, e di nuovo di tanto in tanto. Un file che non è quello giusto "
                + "non deve essere installato: confronta il file e la sua provenienza con ciò che pubblica il fornitore. "
                + "`ratchet appliance snapshot \(name)` lo fa predisporre di nuovo subito."
        case .waitForWindow:
            "Non occorre fare nulla: il passaggio inizia nella prossima finestra di manutenzione abbastanza lunga."
        case .changeCalendar:
            "Aggiungi al calendario dell'appliance una finestra abbastanza lunga: `ratchet calendar import FILE`."
        case .signCheckpoint:
            "Fallo a mano, poi convalidalo con una nota: `ratchet checkpoint sign [{checkpoint}|ID] --note TEXT`; "
                + "`ratchet checkpoint list` mostra tutti quelli aperti."
        case .waitForAppliance: "Non intervenire sull'appliance: Ratchet la sorveglia e prosegue da sé."
        case .recoverHop:
            "Guarda che cosa non è riuscito con `ratchet appliance explain \(name)`. Poi fai ripristinare il backup "
                + "con `ratchet appliance restore \(name) --reason TEXT`, riprova con `ratchet appliance resume "
                + "\(name)`, oppure rinuncia con `ratchet appliance cancel \(name)`."
        // (D1)
        case .callVendor:
            "Non riavviare questa appliance. Chiama l'assistenza del suo fornitore e tieni a portata di mano "
                + "l'archivio di supporto. Attendi che confermi che è sicuro: `ratchet appliance unfreeze \(name) "
                + "--reason TEXT`."
        case .endCall:
            "Non intervenire: Ratchet prosegue da sé quando la chiamata è terminata. Ratchet non la termina mai; chi è certo "
                + "che non faccia più nulla sull'appliance la termina sul server[: processo {process}]."
        case .repairDriver:
            "Correggi ciò che manca all'eseguibile del driver. Ratchet riprova da sé, sempre più di rado; `ratchet "
                + "appliance snapshot \(name)` lo fa riprovare subito."
        default: ""
        }
    }
}
